-- What the gateway has accepted. These tables are source data: no event rebuilds them.

-- Configuration resources, projects among them. scope is the site's name (image, network, storage-class), the project's
-- name (channel, route) or '' (site, preset, project, and channels and routes of the installation).
create table configuration (
  id         uuid        primary key,
  kind       text        not null,
  scope      text        not null,
  name       text        not null,
  revision   bigint      not null,
  spec       jsonb       not null,
  -- What the owner has reported: {"observedRevision": n, "conditions": [...]}.
  status     jsonb       not null default '{"observedRevision": 0, "conditions": []}',
  -- Accepted for deletion; the row goes when the owner has forgotten it.
  deleting   boolean     not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (kind, scope, name)
);

-- Every accepted state of a configuration resource, as it was answered; a deletion is one.
create table configuration_revision (
  resource     uuid        not null,
  revision     bigint      not null,
  kind         text        not null,
  scope        text        not null,
  name         text        not null,
  spec         jsonb       not null,
  deleting     boolean     not null,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  actor        text        not null,
  request_key  text        unique,
  request_hash text,
  primary key (resource, revision)
);

-- Desired state of servers. The row is locked by whoever accepts a command for the server.
create table head (
  id                uuid        primary key,
  project           text        not null,
  name              text        not null,
  site              text        not null,
  origin            text        not null check (origin in ('created', 'adopted')),
  -- The ETag. Rises with each change of what is wanted.
  version           bigint      not null,
  -- How many commands have been accepted for it.
  accepted_sequence bigint      not null,
  protected         boolean     not null,
  -- Absent until an adoption has told what is there.
  spec              jsonb,
  deleting          boolean     not null default false,
  open_operations   int         not null check (open_operations >= 0),
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  -- Set when nothing is left of it: the name is free again.
  gone_at           timestamptz
);
create unique index head_name on head (project, name) where gone_at is null;
create index head_site on head (site) where gone_at is null;

create table operation (
  id           uuid        primary key,
  kind         text        not null,
  project      text,
  site         text,
  target_kind  text        not null,
  target_id    uuid        not null,
  target_name  text,
  -- The key of its command; a cancel goes there too, so that it arrives behind it.
  subject      text        not null,
  actor        text        not null,
  state        text        not null,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  deadline_at  timestamptz not null,
  retry_of     uuid,
  parent       uuid,
  -- The Operation of the contracts, as the API shows it.
  document     jsonb       not null,
  -- Hash of caller, method, path, query and Idempotency-Key; absent for children of a bulk.
  request_key  text        unique,
  -- Keyed hash of the body.
  request_hash text,
  -- {"type": ..., "body": ...} of the command, which a retry sends again.
  request      jsonb       not null
);
create index operation_parent on operation (parent) where parent is not null;

create table audit (
  position    bigint      generated always as identity primary key,
  id          uuid        not null unique,
  at          timestamptz not null,
  actor       text        not null,
  action      text        not null,
  outcome     text        not null,
  project     text,
  target_kind text,
  target_id   text,
  target_name text,
  operation   uuid,
  address     text,
  trace       text,
  detail      text,
  -- The place in the chain and its hash, given by the sealer.
  number      bigint      unique,
  hash        bytea,
  check ((number is null) = (hash is null))
);
create index audit_at on audit (at, id);
create index audit_unsealed on audit (position) where number is null;

create table audit_checkpoint (
  number    bigint      primary key,
  hash      bytea       not null,
  signature bytea       not null,
  at        timestamptz not null
);

create table account (
  name          text        primary key,
  password_hash text,
  created_at    timestamptz not null,
  updated_at    timestamptz not null
);

-- Failed sign-ins by the name that was given, whether there is such an account or not: an answer must not tell.
create table sign_in_failure (
  name         text        primary key,
  failures     int         not null,
  last_at      timestamptz not null,
  locked_until timestamptz
);
create index sign_in_failure_age on sign_in_failure (last_at);

-- Sessions and tokens are kept as SHA-256 of a value with 256 random bits.
create table session (
  hash       bytea       primary key,
  account    text        not null references account,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

create table api_token (
  id         uuid        primary key,
  hash       bytea       not null unique,
  account    text        not null references account,
  name       text        not null,
  -- Permissions; an empty list would be of no use.
  scopes     text[]      not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  unique (account, name)
);

-- Keys that the gateway has made for itself: references into the secret store.
create table installation_key (
  name      text primary key,
  reference text not null
);

-- The project that is there from the start.
insert into configuration (id, kind, scope, name, revision, spec, status, created_at, updated_at)
values ('01990000-0000-7000-8000-000000000001', 'project', '', 'default', 1, '{"description": ""}',
        '{"observedRevision": 1, "conditions": []}', now(), now());

-- Requests that became a command without an operation, so that they are not sent twice.
create table direct_request (
  request_key  text        primary key,
  request_hash text        not null,
  accepted_at  timestamptz not null default now()
);

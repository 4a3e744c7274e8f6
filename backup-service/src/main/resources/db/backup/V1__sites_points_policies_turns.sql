-- Clusters and their storage classes, with the newest revision that was accepted of each.
create table site (
  id       uuid    primary key,
  name     text    not null,
  revision bigint  not null,
  spec     json    not null,
  removed  boolean not null default false
);

create table storage_class (
  id       uuid    primary key,
  site_id  uuid    not null,
  name     text    not null,
  revision bigint  not null,
  spec     json    not null,
  removed  boolean not null default false
);

create table policy (
  id       uuid    primary key,
  project  text    not null,
  name     text    not null,
  revision bigint  not null,
  spec     json    not null,
  removed  boolean not null default false
);
create index policy_name on policy (project, name) where not removed;

-- Servers as their owner has told of them last; also those that are gone, so that nothing old brings them back.
create table protection (
  server_id uuid        primary key,
  name      text        not null,
  project   text        not null,
  site      text        not null,
  -- The name of the policy that it is backed up by; null: none.
  policy    text,
  -- When it came under that policy.
  since     timestamptz not null default now(),
  -- Whether it was told that its newest backup is too old.
  missed    boolean     not null default false,
  gone      boolean     not null default false,
  revision  bigint      not null
);
create index protection_policy on protection (project, policy) where not gone and policy is not null;

create table restore_point (
  id        uuid        primary key,
  server_id uuid        not null,
  policy_id uuid,
  state     text        not null,
  site      text        not null,
  taken_at  timestamptz,
  -- The operation that brings it back, and before whose end it is not removed.
  held_by   uuid,
  -- Why it is to be removed, once it is.
  removal   text,
  body      json        not null
);
create index restore_point_server on restore_point (server_id) where state in ('RUNNING', 'AVAILABLE', 'REMOVING');
create index restore_point_held on restore_point (held_by) where held_by is not null;

-- The last turn on each server that was handed to this service, with the answer that it was given.
create table backup_turn (
  server_id uuid primary key,
  state     json not null
);

-- The tables of the durable kit. They stand in the schema of the service that uses them.

create table installation (
  only_row boolean primary key default true check (only_row),
  epoch    int     not null default 1
);
insert into installation default values;

-- How far each stream of this service has been numbered. Its row is locked from append to commit.
create table stream (
  topic         text   not null,
  subject       text   not null,
  last_sequence bigint not null,
  primary key (topic, subject)
);

create table outbox (
  position    bigint generated always as identity primary key,
  source      text   not null,
  epoch       int    not null,
  topic       text   not null,
  subject     text   not null,
  sequence    bigint,
  attributes  text,
  raw_headers text,
  body        bytea  not null,
  check ((raw_headers is null) = (attributes is not null))
);

-- Keys whose next record Kafka refuses for good. Their rows wait for a person; other keys go on.
create table outbox_parked (
  topic     text        not null,
  subject   text        not null,
  reason    text        not null,
  parked_at timestamptz not null default now(),
  primary key (topic, subject)
);

create table leader_lease (
  name        text        primary key,
  holder      text        not null,
  lease_until timestamptz not null
);

-- How far each stream has been handled, stored with what came of it.
create table mark (
  topic    text   not null,
  source   text   not null,
  subject  text   not null,
  epoch    int    not null default 0,
  sequence bigint not null default 0,
  primary key (topic, source, subject)
);

create table dead_letter (
  id               uuid        primary key,
  topic            text        not null,
  record_partition int         not null,
  record_offset    bigint      not null,
  subject          text,
  headers          text        not null,
  body             bytea       not null,
  reason           text        not null,
  dead_at          timestamptz not null default now(),
  replayed_at      timestamptz
);

create sequence work_fence;

create table lane (
  name     text primary key,
  capacity int  not null check (capacity > 0)
);

create table work (
  id               uuid        primary key,
  kind             text        not null,
  aggregate        uuid        not null,
  lanes            text[]      not null default '{}',
  payload          text        not null,
  checkpoint       text,
  attempt          int         not null default 0,
  due_at           timestamptz not null default now(),
  cancel_requested boolean     not null default false,
  holder           text,
  fence            bigint,
  lease_until      timestamptz,
  taken_over       boolean     not null default false,
  traceparent      text,
  created_at       timestamptz not null default now(),
  check ((holder is null) = (lease_until is null))
);
create unique index work_one_claimed_per_aggregate on work (aggregate) where holder is not null;
create index work_due on work (due_at, id) where holder is null;
create index work_leases on work (lease_until) where holder is not null;
create index work_by_aggregate on work (aggregate);

create table timer (
  key     text        primary key,
  due_at  timestamptz not null,
  payload text        not null
);
create index timer_due on timer (due_at);

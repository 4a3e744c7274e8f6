-- Servers as their owner has told of them last; also those that are gone, so that nothing old brings them back.
create table target (
  server_id           uuid    primary key,
  name                text    not null,
  project             text    not null,
  site                text    not null,
  node                text,
  address             text,
  roles               text[]  not null,
  phase               text    not null,
  running             boolean not null,
  simulated           boolean not null,
  listed              boolean not null,
  listed_once_watched boolean not null,
  watched             boolean not null default false,
  revision            bigint  not null
);

-- The last turn of each server that was handed to this service, with the answer that it was given.
create table watch_turn (
  server_id uuid primary key,
  state     json not null
);

-- One row for each time that a rule was true for one set of labels, which the fingerprint names.
create table alert (
  id          uuid        primary key,
  fingerprint text        not null,
  starts_at   timestamptz not null,
  state       text        not null,
  body        json        not null,
  changed_at  timestamptz not null default now(),
  unique (fingerprint, starts_at)
);
create index alert_ended on alert (changed_at) where state = 'RESOLVED';

-- Clusters, with the newest revision that was accepted of each.
create table site (
  id       uuid    primary key,
  name     text    not null,
  revision bigint  not null,
  spec     json    not null,
  removed  boolean not null default false
);

-- Every event there was, in the order in which this gateway has committed it.
create table journal (
  position   bigint      primary key,
  id         uuid        not null,
  -- Where it stood in its stream: unique, and without gaps per topic, source and subject.
  topic      text        not null,
  source     text        not null,
  subject    text        not null,
  epoch      int         not null,
  sequence   bigint      not null,
  type       text        not null,
  time       timestamptz not null,
  project    text,
  site       text,
  severity   text        not null,
  actor      text,
  operation  uuid,
  causation  uuid,
  -- The body, JSON in UTF-8.
  data       bytea       not null
);
create index journal_project on journal (project, position);
create index journal_operation on journal (operation, position) where operation is not null;

-- The last position. Its row is locked at the end of each folding transaction, so that positions are in commit order and
-- without gaps, and a reader that has seen one has seen all before it.
create table journal_end (
  only_row boolean primary key default true check (only_row),
  -- Of the cursor. A journal that was made anew from the topics has other positions, and a higher epoch.
  epoch    int     not null default 1,
  position bigint  not null default 0
);
insert into journal_end default values;

-- The read models: what the journal says, folded. They can be made again from it at any time.
create table server_view (
  id         uuid        primary key,
  project    text        not null,
  name       text        not null,
  phase      text        not null,
  power      text        not null,
  site       text,
  node       text,
  vm_id      int,
  simulated  boolean     not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  -- The ServerSnapshot of the contracts.
  document   jsonb       not null
);

create table guest_view (
  site        text        not null,
  vm_id       int         not null,
  type        text        not null,
  name        text,
  node        text        not null,
  status      text        not null,
  relation    text        not null,
  server      uuid,
  observed_at timestamptz not null,
  primary key (site, vm_id)
);

create table delivery_view (
  id         uuid        primary key,
  project    text,
  channel    text        not null,
  route      text        not null,
  event_id   uuid        not null,
  event_type text        not null,
  state      text        not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- The Delivery of the contracts.
  document   jsonb       not null
);
create index delivery_view_created on delivery_view (created_at, id);
create index delivery_view_project on delivery_view (project, created_at, id);

-- Which entries of the journal hold the log lines of an operation.
create table operation_log (
  operation uuid   not null,
  first_n   bigint not null,
  last_n    bigint not null,
  position  bigint not null,
  primary key (operation, first_n, position)
);

-- Operations from inside, such as a policy's, were not accepted here: there is no command to repeat.
alter table operation alter column request drop not null;

create index operation_created on operation (created_at, id);
create index operation_project on operation (project, created_at, id);
create index operation_target on operation (target_id, created_at, id);
create index operation_open on operation (created_at, id) where state in ('ACCEPTED', 'RUNNING');
create index head_created on head (project, created_at, id) where gone_at is null;

-- Nothing was kept of it, and its name waits until the last leftover on the cluster is removed.
alter table head add column gone_when_clean boolean not null default false;

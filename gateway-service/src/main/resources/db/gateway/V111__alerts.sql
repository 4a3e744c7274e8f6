-- What monitoring has found wrong, and who sees to it: a read model.
create table alert_view (
  id        uuid        primary key,
  project   text,
  name      text        not null,
  severity  text        not null,
  state     text        not null,
  site      text,
  server    uuid,
  starts_at timestamptz not null,
  -- The time of the event that told it.
  told_at   timestamptz not null,
  -- The Alert of the contracts.
  document  jsonb       not null
);
create index alert_view_began on alert_view (project, starts_at, id);

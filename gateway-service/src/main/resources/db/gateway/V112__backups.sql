-- Backups, as backup-service told of them last: a read model.
create table backup_view (
  id         uuid        primary key,
  project    text        not null,
  server_id  uuid        not null,
  server     text        not null,
  site       text        not null,
  policy     text,
  state      text        not null,
  started_at timestamptz not null,
  revision   bigint      not null,
  -- The Backup of the contracts.
  document   jsonb       not null
);
create index backup_view_project on backup_view (project, started_at, id);
create index backup_view_server on backup_view (server_id, started_at, id);

-- How old the newest backup of a server is against what its policy wants: a read model.
create table recovery_point_view (
  server_id uuid        primary key,
  met       boolean     not null,
  told_at   timestamptz not null,
  -- The RecoveryPoint of the contracts.
  document  jsonb       not null
);

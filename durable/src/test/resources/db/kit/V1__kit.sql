create table task (
  id      uuid primary key,
  subject uuid not null,
  n       int  not null,
  ended   boolean not null default false,
  at      bigint generated always as identity
);
-- No key: an effect that is applied twice must be seen twice.
create table effect (
  task    uuid not null,
  subject uuid not null,
  n       int  not null
);

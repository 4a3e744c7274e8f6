-- What was told last of the roles that there are.
create table published_roles (
  only_row boolean primary key default true check (only_row),
  document text    not null
);

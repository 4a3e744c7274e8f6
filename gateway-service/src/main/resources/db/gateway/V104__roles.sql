-- The roles that servers can be given: a read model.
create table role_view (
  name     text  primary key,
  -- The RoleDefinition of the contracts.
  document jsonb not null
);

-- Whether nothing is kept any more of the secrets that were given with the roles of a server that is gone.
alter table head add column secrets_forgotten boolean not null default false;
create index head_secrets on head (gone_at) where gone_at is not null and not secrets_forgotten;

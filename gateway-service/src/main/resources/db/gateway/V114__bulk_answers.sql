-- What was answered of each server of a bulk request, so that a request that is sent again is answered alike.
create table bulk_answer (
  operation uuid  primary key references operation (id) on delete cascade,
  document  jsonb not null
);

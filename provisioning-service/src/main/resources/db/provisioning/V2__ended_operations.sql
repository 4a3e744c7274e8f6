-- How operations have ended, kept for longer than anybody may ask again: after a restore the gateway sends again what it
-- does not know to have ended, and a dead letter may be replayed whose operation has ended meanwhile.
create table ended_operation (
  id       uuid        primary key,
  subject  text        not null,
  ended_at timestamptz not null default now(),
  -- The OperationEnded of the contracts.
  event    json        not null
);
create index ended_operation_age on ended_operation (ended_at);

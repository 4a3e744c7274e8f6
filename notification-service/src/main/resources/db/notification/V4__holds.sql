-- What deliveries of a route to a channel wait together for: the end of a window, of quiet hours, or the time of a digest.
create table hold (
  id         uuid        primary key,
  route_id   uuid        not null,
  channel_id uuid        not null,
  kind       text        not null,
  key        text        not null,
  due_at     timestamptz not null,
  unique (route_id, channel_id, kind, key)
);

-- One that is grouped lives as long as the one that carries it.
alter table delivery
  add column severity   text not null default 'INFO',
  add column hold_id    uuid,
  add column events     int  not null default 1,
  add column carried_by uuid references delivery on delete cascade;
create index delivery_held on delivery (hold_id) where state = 'HELD';
create index delivery_carried on delivery (carried_by) where carried_by is not null;

create table channel (
  id                  uuid    primary key,
  name                text    not null,
  revision            bigint  not null,
  spec                text    not null,
  -- References to the secret store, never secrets.
  signing_secret      text,
  former_secret       text,
  former_secret_until timestamptz,
  gone                text,
  ailing              boolean not null default false
);

create table route (
  id       uuid   primary key,
  name     text   not null,
  revision bigint not null,
  spec     text   not null
);

-- Events that a route has taken, as they are sent; once for all their deliveries.
create table event (
  id          uuid        primary key,
  body        text        not null,
  received_at timestamptz not null default now()
);
create index event_received on event (received_at);

-- Channel and route may be gone while the delivery is still told about, so it names them itself.
create table delivery (
  id                uuid        primary key,
  event_id          uuid        not null references event,
  event_type        text        not null,
  channel_id        uuid        not null,
  channel           text        not null,
  route_id          uuid        not null,
  route             text        not null,
  project           text,
  site              text,
  operation_id      uuid,
  state             text        not null,
  attempts          int         not null,
  attempts_of_round int         not null,
  status            int,
  answer            text,
  next_attempt_at   timestamptz,
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  unique (event_id, channel_id)
);
create index delivery_ended on delivery (updated_at) where state <> 'PENDING';

create table host (
  server uuid   primary key,
  -- Roles that it may have, for the sake of those that it shall no longer have: more than it has while a play is under way.
  roles  text[] not null default '{}',
  -- Lines of known_hosts.
  pins   text[] not null default '{}'
);

-- A run for the servers of one party. Until it has begun, further turns of that party join it.
create table play (
  id    uuid    primary key,
  party text    not null,
  begun boolean not null default false
);
create unique index play_gathering on play (party) where not begun;

create table turn (
  server         uuid        not null,
  number         bigint      not null,
  command        text        not null,
  origin         text        not null,
  expires_at     timestamptz not null,
  -- Null once it is answered.
  play           uuid        references play,
  stop_requested boolean     not null default false,
  -- Plays of it that came to no end of their own.
  breaks         int         not null default 0,
  next_line      bigint      not null,
  answer         text,
  primary key (server, number)
);
create index turn_play on turn (play) where play is not null;

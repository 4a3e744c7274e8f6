-- Counts the changes of what decides where events go, so that every replica knows by one row whether what it has read still holds.
create table routing (
  version bigint not null
);
insert into routing values (0);

create index channel_ailing on channel (id) where ailing;

create function count_routing_change() returns trigger language plpgsql set search_path from current as $$
begin
  update routing set version = version + 1;
  return null;
end $$;

-- Counted when the transaction ends: who holds that one row must wait for no other. That a channel ails moves no event.
create constraint trigger route_changed after insert or update or delete on route
  deferrable initially deferred for each row execute function count_routing_change();
create constraint trigger channel_changed after insert or delete or update of name, spec, gone on channel
  deferrable initially deferred for each row execute function count_routing_change();

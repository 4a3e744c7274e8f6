-- The last play that has begun at the host and is not known to be over there; null when nothing goes on.
alter table host add column unsettled_by uuid;
update host h set unsettled_by = t.play from turn t join play p on p.id = t.play where t.server = h.server and p.begun;

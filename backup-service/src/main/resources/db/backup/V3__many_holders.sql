-- One backup can be brought to many servers at a time.
drop index restore_point_held;
alter table restore_point add column holders uuid[] not null default '{}';
update restore_point set holders = array[held_by],
  body = (body::jsonb - 'heldBy' || jsonb_build_object('holders', jsonb_build_array(held_by)))::json
where held_by is not null;
alter table restore_point drop column held_by;
create index restore_point_held on restore_point (id) where cardinality(holders) > 0;

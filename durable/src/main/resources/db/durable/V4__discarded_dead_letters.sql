-- Somebody has decided that it is not to be handled at all.
alter table dead_letter add column discarded_at timestamptz;

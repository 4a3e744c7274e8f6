-- Null: nothing was told yet. That all is well was told only after it had not been.
alter table protection alter column missed drop default;
alter table protection alter column missed drop not null;
update protection set missed = null where not missed;

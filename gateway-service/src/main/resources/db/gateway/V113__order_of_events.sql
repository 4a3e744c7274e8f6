-- What was told last stands last in its stream, whatever the clock of its sender says. Rows from before stand at the beginning:
-- whatever is told next replaces them, and a rebuild gives them their places.
alter table alert_view add column epoch int not null default 0, add column sequence bigint not null default 0;
alter table recovery_point_view add column epoch int not null default 0, add column sequence bigint not null default 0;
alter table delivery_view add column epoch int not null default 0, add column sequence bigint not null default 0;

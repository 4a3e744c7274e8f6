-- The last turn of the server that was answered although it never came, or could not be read; it must not begin any more.
alter table host add column closed bigint not null default 0;

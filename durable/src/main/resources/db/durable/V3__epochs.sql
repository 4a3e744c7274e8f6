-- An epoch begins when the installation was restored from a backup. Of what was sent in older ones that counts which had
-- been handled in the backup; the rest happened in a time that is gone.
alter table installation add column resumed_epoch int not null default 1;

create table epoch_begin (
  epoch    int         primary key,
  began_at timestamptz not null default now()
);

-- How far each stream had been handled when an epoch began.
create table epoch_begin_mark (
  began    int    not null references epoch_begin,
  topic    text   not null,
  source   text   not null,
  subject  text   not null,
  epoch    int    not null,
  sequence bigint not null,
  primary key (topic, source, subject, began)
);

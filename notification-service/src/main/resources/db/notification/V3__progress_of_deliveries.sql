-- What an attempt tells the next one, such as which readers of a mail have it already.
alter table delivery add column progress text not null default '';

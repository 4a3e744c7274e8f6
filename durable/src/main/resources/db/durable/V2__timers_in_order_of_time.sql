-- Due timers are taken oldest first, without looking at those that are not due.
create index timer_in_order on timer (due_at, key);
drop index timer_due;

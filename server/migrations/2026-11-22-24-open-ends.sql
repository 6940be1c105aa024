-- Shifts whose end is open run until somebody closes them, however long ago they began: boards find the few of them by this.
create index shift_open_end on shift (tenant, post_id) where open_end and not cancelled;

SELECT cancel_order(nextval('next_cancel'));

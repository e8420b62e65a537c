SELECT capture_order(nextval('next_capture'));

SELECT place_order(nextval('next_place'));

// What Swift cannot call itself: variadic functions and casts in macros. Nothing else belongs here.
#ifndef ORDER_LEDGER_SQLITE_SHIM_H
#define ORDER_LEDGER_SQLITE_SHIM_H

#include <sqlite3.h>

#endif

// The whole C API; nothing of our own.
#include <sqlite3.h>

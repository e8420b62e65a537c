// What SQLite alone costs for exactly the statements that the ledger executed: no library can be
// faster with them.
#include "floor.h"

int main(int count, char **words) {
    const char *trace_path = NULL, *other = NULL;
    bool summary = false;
    const bench_option options[] = {
        {"--trace FILE", "what the recorder wrote (BENCH_TRACE)", &trace_path, NULL},
        {"--summary", "prints executions per operation instead of replaying", NULL, &summary},
        {"--compare DB", "compares the ledger tables of two files instead", &other, NULL},
    };
    bench_arguments arguments =
        bench_parse(count, words, "floor", options, sizeof options / sizeof *options);
    if (other != NULL) {
        if (arguments.db == NULL) bench_fail("--db is needed; see --help");
        return floor_compare(arguments.db, other) ? 0 : 1;
    }
    if (trace_path == NULL) bench_fail("--trace is needed; see --help");
    trace trace = trace_open(trace_path);
    if (summary) {
        floor_summarize(&trace);
        return 0;
    }
    if (arguments.db == NULL) bench_fail("--db is needed; see --help");
    floor_replay(&trace, &arguments);
    return 0;
}

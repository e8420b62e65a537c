#include "floor.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "recorder.h"

enum { most_phases = 16 };

typedef struct {
    uint64_t runs[most_phases];
    uint64_t rows[most_phases];
    uint32_t statement;
} line;

static uint64_t all_runs(const line *line) {
    uint64_t sum = 0;
    for (int i = 0; i < most_phases; i++) sum += line->runs[i];
    return sum;
}

static int compare(const void *a, const void *b) {
    uint64_t left = all_runs(a), right = all_runs(b);
    return (left < right) - (left > right);
}

/// A statement on one line.
static void print_text(const char *text) {
    bool was_blank = false;
    for (; *text != '\0'; text++) {
        bool is_blank = *text == ' ' || *text == '\n';
        if (!is_blank) putchar(*text);
        else if (!was_blank) putchar(' ');
        was_blank = is_blank;
    }
    putchar('\n');
}

static void print_lines(
    const trace *trace, const line *lines, const char **phases, const uint64_t *operations,
    int phase_count) {
    line total = {0};
    printf("Executions per operation; in brackets the rows read, where there are any.\n\n");
    for (int p = 0; p < phase_count; p++) printf("%-16s", phases[p]);
    printf("statement\n");
    for (uint32_t i = 0; i < trace->text_count; i++) {
        if (all_runs(&lines[i]) == 0) continue;
        for (int p = 0; p < phase_count; p++) {
            char cell[32] = "";
            double count = (double)operations[p];
            if (lines[i].rows[p] > 0) {
                snprintf(cell, sizeof cell, "%.3f (%.3f)", (double)lines[i].runs[p] / count,
                    (double)lines[i].rows[p] / count);
            } else if (lines[i].runs[p] > 0) {
                snprintf(cell, sizeof cell, "%.3f", (double)lines[i].runs[p] / count);
            }
            printf("%-16s", cell);
            total.runs[p] += lines[i].runs[p];
        }
        print_text(trace->texts[lines[i].statement]);
    }
    for (int p = 0; p < phase_count; p++) {
        printf("%-16.3f", (double)total.runs[p] / (double)operations[p]);
    }
    printf("all statements\n");
}

void floor_summarize(const trace *trace) {
    line *lines = calloc(trace->text_count, sizeof *lines);
    const char *phases[most_phases];
    uint64_t operations[most_phases];
    int phase_count = 0;
    bool in_phase = false;
    for (uint32_t i = 0; i < trace->text_count; i++) lines[i].statement = i;
    trace_record record;
    for (size_t offset = 8; trace_next(trace, &offset, &record);) {
        if (record.kind == trace_mark) {
            in_phase = *record.phase != '\0' && phase_count < most_phases;
            if (!in_phase) continue;
            phases[phase_count] = record.phase;
            operations[phase_count++] = record.operations;
        } else if (record.kind == trace_run && in_phase) {
            lines[record.statement].runs[phase_count - 1]++;
            lines[record.statement].rows[phase_count - 1] += record.rows;
        }
    }
    qsort(lines, trace->text_count, sizeof *lines, compare);
    print_lines(trace, lines, phases, operations, phase_count);
    free(lines);
}

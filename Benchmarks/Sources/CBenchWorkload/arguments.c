#include "workload.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void bench_say(const char *message) {
    fprintf(stderr, "%s\n", message);
}

_Noreturn void bench_fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("error: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

static void print_help(const char *peer, const bench_option *options, size_t count) {
    printf(
        "bench-%s --db PATH --orders N [options]\n\n"
        "  --seed S            of the workload (1)\n"
        "  --sync full|normal  what a commit waits for (full)\n"
        "  --callers C         concurrent callers, each operation its own commit (1)\n"
        "  --batch B           operations in a transaction, by one caller (1)\n"
        "  --phases LIST       of what to do, with commas (place,capture,cancel)\n"
        "  --json              one JSON object a line: always so\n",
        peer);
    for (size_t i = 0; i < count; i++) {
        printf("  %-19s %s\n", options[i].name, options[i].help);
    }
}

static uint64_t number(const char *name, const char *text, uint64_t least) {
    char *end = NULL;
    errno = 0;
    unsigned long long found = strtoull(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || *text == '-' || found < least) {
        bench_fail("%s takes a whole number from %llu; found '%s'", name,
            (unsigned long long)least, text);
    }
    return found;
}

/// Takes a word that every peer knows. Returns false for any other.
static bool take_common(bench_arguments *arguments, const char *name, const char *text) {
    if (strcmp(name, "--db") == 0) arguments->db = text;
    else if (strcmp(name, "--orders") == 0) arguments->orders = number(name, text, 4);
    else if (strcmp(name, "--seed") == 0) arguments->seed = number(name, text, 0);
    else if (strcmp(name, "--callers") == 0) arguments->callers = number(name, text, 1);
    else if (strcmp(name, "--batch") == 0) arguments->batch = number(name, text, 1);
    else if (strcmp(name, "--phases") == 0) arguments->phases = text;
    else if (strcmp(name, "--sync") == 0) {
        arguments->full = strcmp(text, "full") == 0;
        if (!arguments->full && strcmp(text, "normal") != 0) {
            bench_fail("--sync takes full or normal; found '%s'", text);
        }
    } else return false;
    return true;
}

static const bench_option *find(const bench_option *options, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++) {
        size_t length = strcspn(options[i].name, " ");
        if (strlen(name) == length && strncmp(options[i].name, name, length) == 0) {
            return &options[i];
        }
    }
    return NULL;
}

bench_arguments bench_parse(
    int count, char *const *words, const char *peer, const bench_option *options,
    size_t option_count) {
    bench_arguments arguments = {
        .seed = 1, .full = true, .callers = 1, .batch = 1, .phases = "place,capture,cancel"};
    for (int i = 1; i < count; i++) {
        const char *name = words[i];
        if (strcmp(name, "--help") == 0) {
            print_help(peer, options, option_count);
            exit(0);
        }
        if (strcmp(name, "--json") == 0) continue;
        const bench_option *option = find(options, option_count, name);
        if (option != NULL && option->flag != NULL) {
            *option->flag = true;
            continue;
        }
        const char *text = i + 1 < count ? words[i + 1] : NULL;
        if (option != NULL && text != NULL) *option->text = text;
        else if (option != NULL || text == NULL || !take_common(&arguments, name, text)) {
            bench_fail("'%s' is no option or lacks its value; see --help", name);
        }
        i++;
    }
    if (arguments.callers > 1 && arguments.batch > 1) {
        bench_fail("--batch is for one caller");
    }
    return arguments;
}

bool bench_has_phase(const char *phases, const char *phase) {
    size_t length = strlen(phase);
    for (const char *rest = phases; rest != NULL; rest = strchr(rest, ',')) {
        if (*rest == ',') rest++;
        if (strncmp(rest, phase, length) == 0 && (rest[length] == ',' || rest[length] == '\0')) {
            return true;
        }
    }
    return false;
}

void bench_require_phases(const char *phases, const char *known) {
    char phase[64];
    for (const char *rest = phases; *rest != '\0';) {
        size_t length = strcspn(rest, ",");
        snprintf(phase, sizeof phase, "%.*s", (int)length, rest);
        if (!bench_has_phase(known, phase)) {
            bench_fail("there is no phase '%s'; there are %s", phase, known);
        }
        rest += length + (rest[length] == ',');
    }
}

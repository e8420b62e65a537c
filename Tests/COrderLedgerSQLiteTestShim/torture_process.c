#define _GNU_SOURCE
#include "torture_shim.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { MAX_ARGUMENTS = 64 };

static void redirect(posix_spawn_file_actions_t *actions, int stream, int descriptor) {
    if (descriptor >= 0) {
        posix_spawn_file_actions_adddup2(actions, descriptor, stream);
    } else {
        posix_spawn_file_actions_addopen(actions, stream, "/dev/null", O_RDWR, 0);
    }
}

int order_ledger_torture_spawn(
    const char *program, const char *arguments, int input, int output) {
    char *copy = strdup(arguments);
    if (copy == NULL) return -1;
    char *list[MAX_ARGUMENTS + 1];
    int count = 0;
    char *rest = copy;
    for (char *word; (word = strsep(&rest, "\n")) != NULL && count < MAX_ARGUMENTS;) {
        list[count++] = word;
    }
    list[count] = NULL;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    redirect(&actions, STDIN_FILENO, input);
    redirect(&actions, STDOUT_FILENO, output);
    pid_t child = -1;
    int code = posix_spawn(&child, program, &actions, NULL, list, environ);
    posix_spawn_file_actions_destroy(&actions);
    free(copy);
    return code == 0 ? (int)child : -1;
}

int order_ledger_torture_wait(int child) {
    int status = 0;
    while (waitpid((pid_t)child, &status, 0) < 0) {
        if (errno != EINTR) return -1000;
    }
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

int order_ledger_torture_pipe(int ends[2]) {
    if (pipe(ends) != 0) return -1;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return 0;
}

"""The program that the Wine adapter builds: it calls the documented session functions, one command a line."""

from __future__ import annotations

SOURCE = r"""
#include <windows.h>
#include <wtsapi32.h>
#include <stdio.h>
#include <string.h>

static void list(void)
{
    DWORD count = 0, i;
    WTS_SESSION_INFOW *sessions = NULL;
    if (!WTSEnumerateSessionsW(WTS_CURRENT_SERVER_HANDLE, 0, 1, &sessions, &count)) {
        printf("error %lu\n", GetLastError());
        return;
    }
    printf("sessions");
    for (i = 0; i < count; i++)
        printf(" %lu:%d", sessions[i].SessionId, (int)sessions[i].State);
    printf("\n");
    WTSFreeMemory(sessions);
}

static void answer(int done)
{
    printf("done %d %lu\n", done, GetLastError());
}

int main(void)
{
    char line[256], server[200];
    unsigned long id;
    while (fgets(line, sizeof line, stdin)) {
        DWORD own = 0;
        ProcessIdToSessionId(GetCurrentProcessId(), &own);
        SetLastError(0);
        if (!strncmp(line, "list", 4))
            list();
        else if (!strncmp(line, "own", 3))
            printf("own %lu %lu\n", own, GetCurrentProcessId());
        else if (sscanf(line, "disconnect %lu", &id) == 1)
            answer(WTSDisconnectSession(WTS_CURRENT_SERVER_HANDLE, id, TRUE));
        else if (!strncmp(line, "disconnect current", 18))
            answer(WTSDisconnectSession(WTS_CURRENT_SERVER_HANDLE, WTS_CURRENT_SESSION, TRUE));
        else if (sscanf(line, "logoff %lu", &id) == 1)
            answer(WTSLogoffSession(WTS_CURRENT_SERVER_HANDLE, id, TRUE));
        else if (sscanf(line, "open %199s", server) == 1)
            answer(WTSOpenServerA(server) != NULL);
        else
            printf("unknown\n");
        fflush(stdout);
    }
    return 0;
}
"""

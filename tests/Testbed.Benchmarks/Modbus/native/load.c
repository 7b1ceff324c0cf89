// Closed-loop load on a Modbus/TCP server: FC 3 x 10 registers on N connections, one request under way on each.
// Usage: load PORT CONNECTIONS SECONDS [RESPONSE_BYTES]; prints "requests_per_second p50_us p99_us requests".
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { REQUEST = 12, HISTOGRAM = 1 << 20 };

struct connection {
    int fd;
    int received;
    double sent_at;
    unsigned short transaction;
};

static unsigned *histogram; // by tenths of a microsecond

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}

static void die(const char *what) {
    perror(what);
    exit(1);
}

static void request(struct connection *c) {
    unsigned char frame[REQUEST] = {0, 0, 0, 0, 0, 6, 1, 3, 0, 0, 0, 10};
    c->transaction++;
    frame[0] = c->transaction >> 8;
    frame[1] = c->transaction & 255;
    c->received = 0;
    c->sent_at = now();
    if (send(c->fd, frame, REQUEST, 0) != REQUEST) die("send");
}

static double percentile(unsigned long total, double share) {
    unsigned long seen = 0;
    for (int i = 0; i < HISTOGRAM; i++) {
        seen += histogram[i];
        if (seen >= total * share) return i / 10.0;
    }
    return HISTOGRAM / 10.0;
}

int main(int argc, char **argv) {
    if (argc < 4) return 2;
    int port = atoi(argv[1]), count = atoi(argv[2]), response = argc > 4 ? atoi(argv[4]) : 29;
    double seconds = atof(argv[3]);
    struct connection *all = calloc(count, sizeof *all);
    histogram = calloc(HISTOGRAM, sizeof *histogram);
    int epoll = epoll_create1(0);
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    for (int i = 0; i < count; i++) {
        int one = 1;
        all[i].fd = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(all[i].fd, (struct sockaddr *)&to, sizeof to)) die("connect");
        setsockopt(all[i].fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        struct epoll_event e = {.events = EPOLLIN, .data.ptr = &all[i]};
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, all[i].fd, &e)) die("epoll_ctl");
    }
    for (int i = 0; i < count; i++) request(&all[i]);
    double begin = now() + seconds * 0.25, end = begin + seconds, at;
    unsigned long done = 0;
    unsigned char buffer[512];
    struct epoll_event events[64];
    while ((at = now()) < end) {
        int n = epoll_wait(epoll, events, 64, 1000);
        if (n == 0) { fputs("no answer within a second\n", stderr); return 1; }
        for (int i = 0; i < n; i++) {
            struct connection *c = events[i].data.ptr;
            int got = recv(c->fd, buffer, sizeof buffer, 0);
            if (got <= 0) die("recv");
            c->received += got;
            if (c->received < response) continue;
            double t = now();
            if (t >= begin && t < end) {
                done++;
                long slot = (long)((t - c->sent_at) * 1e7);
                histogram[slot < HISTOGRAM ? slot : HISTOGRAM - 1]++;
            }
            request(c);
        }
    }
    printf("%.0f %.1f %.1f %lu\n", done / seconds, percentile(done, 0.5), percentile(done, 0.99), done);
    return 0;
}

#include "time/zone.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "time/scan.h"
#include "time/tzif.h"

#define ZONE_DIRECTORY "/usr/share/zoneinfo"

enum {
	NAME_MAX_LEN = 64,
	FILE_MAX = 1 << 20,
	/* No two clocks are further apart: RFC 9636 bounds offsets by 26 hours. */
	REACH = 26 * 3600,
};

struct tsop_zone {
	struct tsop_tzif tzif;
	char name[NAME_MAX_LEN + 1];
};

/* Parts of letters, digits and "+-_", joined by '/', none of them empty. */
static bool is_name(const char *name)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				      "0123456789+-_/";
	size_t len = strlen(name);

	return len > 0 && len <= NAME_MAX_LEN && strspn(name, allowed) == len && name[0] != '/' &&
	       name[len - 1] != '/' && strstr(name, "//") == NULL;
}

static int read_all(struct tsop_buf *bytes, int fd, const char *path, struct tsop_error *err)
{
	for (;;) {
		ssize_t n;

		if (tsop_buf_reserve(bytes, 4096) != 0)
			return tsop_fail_memory(err);
		n = read(fd, bytes->p + bytes->len, 4096);
		if (n == 0)
			return 0;
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return tsop_fail_errno(err, errno, _("can not read %s"), path);
		bytes->len += (size_t)n;
		if (bytes->len > FILE_MAX)
			return tsop_fail(err, TSOP_INPUT, _("%s is over %d bytes long"), path,
					 FILE_MAX);
	}
}

static int open_zone(const char *name, const char *path, struct tsop_error *err)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	int errnum = errno;

	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		return fd;
	if (fd >= 0)
		close(fd);
	else if (errnum != ENOENT && errnum != ENOTDIR)
		return tsop_fail_errno(err, errnum, _("can not read %s"), path);
	if (access(ZONE_DIRECTORY, F_OK) != 0)
		return tsop_fail(err, TSOP_SYSTEM, _("no time zones in %s; is tzdata installed?"),
				 ZONE_DIRECTORY);
	return tsop_fail(err, TSOP_INPUT,
			 _("unknown zone '%s'; expected a name of tzdata such as Europe/Copenhagen"),
			 name);
}

static int read_zone(struct tsop_zone *zone, const char *path, struct tsop_error *err)
{
	struct tsop_error wrong;
	struct tsop_buf bytes;
	int fd = open_zone(zone->name, path, err);
	int status;

	if (fd < 0)
		return -1;
	tsop_buf_init(&bytes);
	status = read_all(&bytes, fd, path, err);
	close(fd);
	if (status == 0 && tsop_tzif_read(&zone->tzif, tsop_buf_view(&bytes), &wrong) != 0)
		status = tsop_fail(err, wrong.code, "%s: %s", path, wrong.text);
	tsop_buf_release(&bytes);
	return status;
}

int tsop_zone_load(struct tsop_zone **zone, const char *name, struct tsop_error *err)
{
	char path[sizeof ZONE_DIRECTORY + 1 + NAME_MAX_LEN];
	struct tsop_zone *loaded;

	if (!is_name(name))
		return tsop_fail(err, TSOP_INPUT,
				 _("expected a zone by its name in tzdata, such as Europe/Copenhagen"));
	loaded = calloc(1, sizeof *loaded);
	if (loaded == NULL)
		return tsop_fail_memory(err);
	snprintf(loaded->name, sizeof loaded->name, "%s", name);
	snprintf(path, sizeof path, "%s/%s", ZONE_DIRECTORY, name);
	if (read_zone(loaded, path, err) != 0) {
		tsop_zone_free(loaded);
		return -1;
	}
	*zone = loaded;
	return 0;
}

void tsop_zone_free(struct tsop_zone *zone)
{
	if (zone == NULL)
		return;
	tsop_tzif_release(&zone->tzif);
	free(zone);
}

const char *tsop_zone_name(const struct tsop_zone *zone)
{
	return zone->name;
}

int tsop_zone_offset(const struct tsop_zone *zone, tsop_instant instant)
{
	return tsop_tzif_span(&zone->tzif, instant).offset;
}

struct tsop_clock tsop_zone_clock(const struct tsop_zone *zone, tsop_instant instant)
{
	return tsop_instant_clock(instant, tsop_zone_offset(zone, instant));
}

char *tsop_zone_write(const struct tsop_zone *zone, tsop_instant instant,
		      char text[TSOP_INSTANT_TEXT])
{
	return tsop_instant_write_offset(instant, tsop_zone_offset(zone, instant), text);
}

enum { CLOCK_TEXT = 48 };

/* "02:30", with seconds where there are any, and with its date unless that is `today`. */
static const char *write_clock(struct tsop_clock clock, const struct tsop_date *today,
			       char text[CLOCK_TEXT])
{
	size_t n = 0;

	if (today == NULL || tsop_date_to_days(*today) != tsop_date_to_days(clock.date))
		n = (size_t)snprintf(text, CLOCK_TEXT, "%04d-%02d-%02d ", clock.date.year,
				     clock.date.month, clock.date.day);
	n += (size_t)snprintf(text + n, CLOCK_TEXT - n, "%02d:%02d", clock.hour, clock.minute);
	if (clock.second != 0)
		snprintf(text + n, CLOCK_TEXT - n, ":%02d", clock.second);
	return text;
}

static int fail_fold(const struct tsop_zone *zone, struct tsop_clock local, tsop_instant first,
		     tsop_instant second, struct tsop_error *err)
{
	char clock[CLOCK_TEXT], a[TSOP_INSTANT_TEXT], b[TSOP_INSTANT_TEXT];

	return tsop_fail(err, TSOP_INPUT, _("%s exists twice in %s: %s or %s"),
			 write_clock(local, NULL, clock), zone->name,
			 tsop_zone_write(zone, first, a), tsop_zone_write(zone, second, b));
}

/* The clock was set forward over the local time when `before` ended. */
static int fail_gap(const struct tsop_zone *zone, struct tsop_clock local, struct tsop_span before,
		    struct tsop_error *err)
{
	int offset = tsop_zone_offset(zone, before.to);
	char clock[CLOCK_TEXT], from[CLOCK_TEXT], to[CLOCK_TEXT];
	char a[TSOP_INSTANT_TEXT], b[TSOP_INSTANT_TEXT];

	return tsop_fail(
		err, TSOP_INPUT,
		_("%s does not exist in %s: the clock goes from %s to %s; say %s or %s"),
		write_clock(local, NULL, clock), zone->name,
		write_clock(tsop_instant_clock(before.to, before.offset), &local.date, from),
		write_clock(tsop_instant_clock(before.to, offset), &local.date, to),
		tsop_zone_write(zone, tsop_instant_of_clock(local, offset), a),
		tsop_zone_write(zone, tsop_instant_of_clock(local, before.offset), b));
}

int tsop_zone_instant(const struct tsop_zone *zone, struct tsop_clock local, tsop_instant *instant,
		      struct tsop_error *err)
{
	tsop_instant as_utc = tsop_instant_of_clock(local, 0);
	struct tsop_span span = tsop_tzif_span(&zone->tzif, as_utc - REACH);
	struct tsop_span before_gap = span;
	tsop_instant found = 0;
	bool is_found = false;

	/* Of every span that may show the local time, does it? */
	for (;;) {
		tsop_instant candidate = as_utc - span.offset;

		if (candidate >= span.from && candidate < span.to) {
			if (is_found)
				return fail_fold(zone, local, found, candidate, err);
			found = candidate;
			is_found = true;
		}
		if (candidate >= span.to)
			before_gap = span;
		if (span.to > as_utc + REACH)
			break;
		span = tsop_tzif_span(&zone->tzif, span.to);
	}
	if (!is_found)
		return fail_gap(zone, local, before_gap, err);
	if (tsop_instant_check(found, err) != 0)
		return -1;
	*instant = found;
	return 0;
}

/* "12:00", "12.00", "9.05" or with seconds "12:00:30"; both marks are the same. */
static bool scan_time(struct tsop_view text, struct tsop_clock *clock)
{
	char mark;

	clock->hour = tsop_scan_digits(&text, 1, 2);
	mark = tsop_scan_char(&text, '.') ? '.' : ':';
	if (mark == ':' && !tsop_scan_char(&text, ':'))
		return false;
	clock->minute = tsop_scan_digits(&text, 2, 2);
	clock->second = tsop_scan_char(&text, mark) ? tsop_scan_digits(&text, 2, 2) : 0;
	return clock->hour >= 0 && clock->minute >= 0 && clock->second >= 0 && text.len == 0;
}

/* Split "DATE TIME", "DATE kl. TIME" or "YYYY-MM-DDTTIME" at what is between them. */
static bool split(struct tsop_view text, struct tsop_view *date, struct tsop_view *time)
{
	size_t at = text.len;

	if (text.len > 10 && text.p[10] == 'T') {
		at = 10;
	} else {
		while (at > 0 && text.p[at - 1] != ' ')
			at--;
		if (at-- == 0)
			return false;
	}
	*time = (struct tsop_view){ text.p + at + 1, text.len - at - 1 };
	*date = (struct tsop_view){ text.p, at };
	if (at > 4 && memcmp(text.p + at - 4, " kl.", 4) == 0)
		date->len -= 4;
	return true;
}

static bool has_offset(struct tsop_view text)
{
	if (text.len <= 10 || text.p[10] != 'T')
		return false;
	return text.p[text.len - 1] == 'Z' || memchr(text.p + 10, '+', text.len - 10) != NULL ||
	       memchr(text.p + 10, '-', text.len - 10) != NULL;
}

int tsop_zone_read(const struct tsop_zone *zone, struct tsop_view text, tsop_instant *instant,
		   struct tsop_error *err)
{
	struct tsop_view date, time;
	struct tsop_clock local;

	if (has_offset(text))
		return tsop_instant_read(text, instant, err);
	if (!split(text, &date, &time) || !scan_time(time, &local))
		return tsop_fail(err, TSOP_INPUT,
				 _("expected a date and a time such as 2019-06-21 12:00, "
				   "21-06-2019 12.00 or 2019-06-21T12:00:00+02:00"));
	if (tsop_date_read(date, &local.date, err) != 0 || tsop_clock_check(local, err) != 0)
		return -1;
	return tsop_zone_instant(zone, local, instant, err);
}

#include "time/tzif.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

enum {
	HEADER_SIZE = 44,
	TYPE_SIZE = 6,
	TYPES_MAX = 256,
	/* RFC 9636, section 3.2: offsets lie between them. */
	OFFSET_MIN = -89999,
	OFFSET_MAX = 93599,
};

/* The counts of a header, section 3.1. */
struct counts {
	uint32_t isut, isstd, leap, time, type, chars;
};

static uint64_t big_endian(const char *p, size_t len)
{
	uint64_t value = 0;

	for (size_t i = 0; i < len; i++)
		value = value << 8 | (unsigned char)p[i];
	return value;
}

/* Two's complement, without relying on how the compiler converts. */
static int64_t signed_of(uint64_t value, unsigned bits)
{
	uint64_t sign = UINT64_C(1) << (bits - 1);

	return value & sign ? -(int64_t)(~value & (sign - 1)) - 1 : (int64_t)value;
}

/* The next len bytes, or NULL where there are not as many. */
static const char *take(struct tsop_view *rest, size_t len)
{
	const char *p = rest->p;

	if (rest->len < len)
		return NULL;
	rest->p += len;
	rest->len -= len;
	return p;
}

static bool take_header(struct tsop_view *rest, struct counts *counts)
{
	const char *p = take(rest, HEADER_SIZE);

	if (p == NULL || memcmp(p, "TZif", 4) != 0 || p[4] < '2')
		return false;
	counts->isut = (uint32_t)big_endian(p + 20, 4);
	counts->isstd = (uint32_t)big_endian(p + 24, 4);
	counts->leap = (uint32_t)big_endian(p + 28, 4);
	counts->time = (uint32_t)big_endian(p + 32, 4);
	counts->type = (uint32_t)big_endian(p + 36, 4);
	counts->chars = (uint32_t)big_endian(p + 40, 4);
	return true;
}

/* Is the time type's offset one that RFC 9636 allows? */
static bool read_offset(const char *type, int32_t *offset)
{
	*offset = (int32_t)signed_of(big_endian(type, 4), 32);
	return *offset >= OFFSET_MIN && *offset <= OFFSET_MAX;
}

/*
 * The changes, from the 64-bit block; what else is in it (names, standard or not) is passed
 * over.
 */
static const char *read_changes(struct tsop_tzif *tzif, struct tsop_view *rest,
				const struct counts *counts)
{
	const char *at = take(rest, (size_t)counts->time * 8);
	const char *index = take(rest, counts->time);
	const char *types = take(rest, (size_t)counts->type * TYPE_SIZE);

	if (at == NULL || index == NULL || types == NULL ||
	    take(rest, (size_t)counts->chars + counts->isstd + counts->isut) == NULL)
		return N_("the file is shorter than its header says");
	if (!read_offset(types, &tzif->offsets[0]))
		return N_("an offset is over 26 hours");
	for (size_t i = 0; i < counts->time; i++) {
		size_t type = (unsigned char)index[i];

		tzif->at[i] = signed_of(big_endian(at + 8 * i, 8), 64);
		if (i > 0 && tzif->at[i] <= tzif->at[i - 1])
			return N_("its changes are not in order");
		if (type >= counts->type)
			return N_("a change names a type that is not there");
		if (!read_offset(types + type * TYPE_SIZE, &tzif->offsets[i + 1]))
			return N_("an offset is over 26 hours");
	}
	tzif->n = counts->time;
	return NULL;
}

/* The rule between two newlines, which may be empty. */
static const char *read_footer(struct tsop_tzif *tzif, struct tsop_view rest)
{
	struct tsop_error ignored;

	if (rest.len < 2 || rest.p[0] != '\n' || rest.p[rest.len - 1] != '\n')
		return N_("its last line is not whole");
	rest.p++;
	rest.len -= 2;
	tzif->has_rule = rest.len > 0;
	if (tzif->has_rule && tsop_rule_read(rest, &tzif->rule, &ignored) != 0)
		return N_("its rule for later years can not be read");
	return NULL;
}

/* Returns NULL, or what is wrong; *memory says that it is not the file. */
static const char *read_file(struct tsop_tzif *tzif, struct tsop_view rest, bool *memory)
{
	struct counts counts;
	const char *wrong;

	if (!take_header(&rest, &counts))
		return N_("not a TZif file of version 2 or later");
	if (take(&rest, (size_t)counts.time * 5 + (size_t)counts.type * TYPE_SIZE + counts.chars +
				(size_t)counts.leap * 8 + counts.isstd + counts.isut) == NULL ||
	    !take_header(&rest, &counts))
		return N_("the file is shorter than its header says");
	if (counts.leap > 0)
		return N_("it counts leap seconds, which instants here do not");
	if (counts.type < 1 || counts.type > TYPES_MAX || counts.time > rest.len / 9)
		return N_("its header can not be true");
	tzif->at = calloc((size_t)counts.time + 1, sizeof *tzif->at);
	tzif->offsets = calloc((size_t)counts.time + 1, sizeof *tzif->offsets);
	*memory = tzif->at == NULL || tzif->offsets == NULL;
	if (*memory)
		return N_("out of memory");
	wrong = read_changes(tzif, &rest, &counts);
	return wrong != NULL ? wrong : read_footer(tzif, rest);
}

int tsop_tzif_read(struct tsop_tzif *tzif, struct tsop_view bytes, struct tsop_error *err)
{
	bool memory = false;
	const char *wrong;

	*tzif = (struct tsop_tzif){ 0 };
	wrong = read_file(tzif, bytes, &memory);
	if (wrong == NULL)
		return 0;
	tsop_tzif_release(tzif);
	return tsop_fail(err, memory ? TSOP_SYSTEM : TSOP_INPUT, "%s", _(wrong));
}

void tsop_tzif_release(struct tsop_tzif *tzif)
{
	free(tzif->at);
	free(tzif->offsets);
	*tzif = (struct tsop_tzif){ 0 };
}

struct tsop_span tsop_tzif_span(const struct tsop_tzif *tzif, tsop_instant instant)
{
	struct tsop_span span = { INT64_MIN, INT64_MAX, 0 };
	size_t low = 0; /* changes before it are past */
	size_t high = tzif->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (tzif->at[middle] <= instant)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == tzif->n && tzif->has_rule)
		span = tsop_rule_span(&tzif->rule, instant);
	else
		span.offset = tzif->offsets[low];
	if (low > 0 && tzif->at[low - 1] > span.from)
		span.from = tzif->at[low - 1];
	if (low < tzif->n)
		span.to = tzif->at[low];
	return span;
}

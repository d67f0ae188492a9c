#include "verify/result/draws.h"

#include <ctype.h>
#include <nettle/md5.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "base/map.h"
#include "verify/result/chance.h"

enum { SOURCES_MAX = 500 };

/* An element of `drawn` while it is checked. */
struct drawing {
	struct tsop_checking *checking;
	const struct tsop_record *record;
	struct tsop_result_draw *draw;
	struct tsop_buf key;
	struct tsop_chance chance; /* of its seed or sources */
};

static void fault(const struct drawing *drawing, const char *text)
{
	tsop_checking_fault(drawing->checking, drawing->record->line, "drawn", "%s: %s",
			    drawing->draw->tied[0], text);
}

/* A list of texts that has to be there; false, and a fault, where it is none. */
static bool read_list(struct tsop_checking *checking, const struct tsop_record *record,
		      const char *name, size_t max, const char *const **list, size_t *n)
{
	struct tsop_error err;
	int status = tsop_record_strings(record, name, &checking->arena, max, list, n, &err);

	if (status == 0 && *n > 0)
		return true;
	if (status < 0 && err.code == TSOP_SYSTEM)
		checking->has_failed = true;
	else
		tsop_checking_fault(checking, record->line, "drawn",
				    _("%s: expected a list of texts"), name);
	return false;
}

/* The next of the numbers of a source, as it stands there; false at the end. */
static bool next_number(const char **text, struct tsop_view *whole, struct tsop_view *decimals)
{
	const char *p = *text + strspn(*text, " ");

	p += strspn(p, "0");
	*whole = (struct tsop_view){ p, strspn(p, "0123456789") };
	p += whole->len;
	*decimals = (struct tsop_view){ p, 0 };
	if (*p == '.') {
		decimals->p = ++p;
		decimals->len = strspn(p, "0123456789");
		p += decimals->len;
		while (decimals->len > 0 && decimals->p[decimals->len - 1] == '0')
			decimals->len--;
	}
	if (p == *text + strspn(*text, " "))
		return false;
	*text = p;
	return true;
}

static int compare_numbers(const struct tsop_view a[2], const struct tsop_view b[2])
{
	int order;

	if (a[0].len != b[0].len)
		return a[0].len < b[0].len ? -1 : 1;
	order = tsop_view_compare(a[0], b[0]);
	return order != 0 ? order : tsop_view_compare(a[1], b[1]);
}

/*
 * The numbers from the least to the greatest: each time the next that is greater, as often as
 * it is there.
 */
static void add_numbers(struct tsop_buf *key, const char *source)
{
	struct tsop_view last[2] = { { NULL, 0 }, { NULL, 0 } };
	bool is_first = true;
	bool found = true;

	while (found) {
		struct tsop_view least[2], own[2];
		const char *text = source;
		size_t times = 0;

		while (next_number(&text, &own[0], &own[1])) {
			int order = times == 0 ? -1 : compare_numbers(own, least);

			if ((!is_first && compare_numbers(own, last) <= 0) || order > 0)
				continue;
			memcpy(least, own, sizeof least);
			times = order < 0 ? 1 : times + 1;
		}
		found = times > 0;
		for (size_t i = 0; i < times; i++) {
			tsop_buf_add_view(key, least[0].len > 0 ? least[0] : tsop_view_of("0"));
			tsop_buf_add_char(key, '.');
			tsop_buf_add_view(key, least[1]);
		}
		if (found)
			memcpy(last, least, sizeof last);
		is_first = false;
	}
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A source as RFC 3797, section 4, writes it. false: it is too long. */
static bool add_source(struct drawing *drawing, const char *source)
{
	struct tsop_buf *key = &drawing->key;
	size_t n_letters = 0, n_digits = 0;

	for (const char *p = source; *p != '\0'; p++) {
		n_letters += is_letter(*p);
		n_digits += is_digit(*p);
	}
	if (n_letters > 0) {
		for (const char *p = source; *p != '\0'; p++)
			if (is_letter(*p) || is_digit(*p))
				tsop_buf_add_char(key, (char)toupper((unsigned char)*p));
		tsop_buf_add_char(key, '.');
	} else {
		add_numbers(key, source);
	}
	tsop_buf_add_char(key, '/');
	return tsop_chance_add(&drawing->chance, n_letters > 0 ? 36 : 10, n_letters + n_digits);
}

/* What keeps draws from one seed or set of sources apart. */
static void add_scope(struct drawing *drawing)
{
	unsigned char digest[TSOP_DIGEST_SIZE];
	char hex[TSOP_HEX_TEXT];
	struct tsop_sha256 hash;

	tsop_sha256_init(&hash);
	for (size_t i = 0; i < drawing->draw->n_tied; i++) {
		tsop_sha256_add(&hash, tsop_view_of(drawing->draw->tied[i]));
		tsop_sha256_add(&hash, tsop_view_of("\n"));
	}
	tsop_sha256_end(&hash, digest);
	tsop_hex(digest, hex);
	tsop_buf_addf(&drawing->key, "\n%s\n%s", drawing->draw->purpose, hex);
}

/* Does the record's key string come from its seed or its sources? */
static bool check_key(struct drawing *drawing, const char *key_string)
{
	struct tsop_checking *checking = drawing->checking;
	const char *const *sources = NULL;
	const char *seed = NULL;
	bool is_plain;
	bool fits = true;
	size_t n = 0;

	if (tsop_checking_string(checking, drawing->record, "seed", false, &seed)) {
		tsop_buf_add_text(&drawing->key, seed);
		fits = tsop_chance_add(&drawing->chance, tsop_chance_of_seed(tsop_view_of(seed)),
				       strlen(seed));
	} else if (!read_list(checking, drawing->record, "sources", SOURCES_MAX, &sources, &n)) {
		return false;
	}
	for (size_t i = 0; i < n && fits; i++)
		fits = add_source(drawing, sources[i]);
	if (!fits) {
		fault(drawing, _("expected a seed or sources of at most 500 bytes"));
		return false;
	}
	is_plain = seed == NULL && tsop_view_is(tsop_buf_view(&drawing->key), key_string);
	add_scope(drawing);
	if (is_plain || tsop_view_is(tsop_buf_view(&drawing->key), key_string))
		return true;
	fault(drawing, _("expected the key string of its seed or sources"));
	return false;
}

/* Two bytes that count i, the key string, the two bytes again: the digest modulo n. */
static size_t hash_modulo(bool is_md5, const char *key, size_t i, size_t n)
{
	const uint8_t counter[] = { (uint8_t)(i / 256), (uint8_t)(i % 256) };
	const struct tsop_view parts[] = { { (const char *)counter, 2 },
					   tsop_view_of(key),
					   { (const char *)counter, 2 } };
	uint8_t digest[SHA256_DIGEST_SIZE];
	size_t len = is_md5 ? MD5_DIGEST_SIZE : SHA256_DIGEST_SIZE;
	struct sha256_ctx sha256;
	struct md5_ctx md5;
	size_t rest = 0;

	md5_init(&md5);
	sha256_init(&sha256);
	for (size_t part = 0; part < 3; part++) {
		const uint8_t *bytes = (const uint8_t *)(const void *)parts[part].p;

		md5_update(&md5, parts[part].len, bytes);
		sha256_update(&sha256, parts[part].len, bytes);
	}
	if (is_md5)
		md5_digest(&md5, len, digest);
	else
		sha256_digest(&sha256, len, digest);
	for (size_t byte = 0; byte < len; byte++)
		rest = (rest * 256 + digest[byte]) % n;
	return rest;
}

/* Are those drawn who the key string draws? */
static int check_hashes(const struct drawing *drawing, bool is_md5, const char *key,
			struct tsop_error *err)
{
	const struct tsop_result_draw *draw = drawing->draw;
	const char **left = tsop_arena_take(&drawing->checking->arena, draw->n_tied, sizeof *left);

	if (left == NULL)
		return tsop_fail_memory(err);
	memcpy(left, draw->tied, draw->n_tied * sizeof *left);
	for (size_t i = 0; i < draw->n_drawn; i++) {
		size_t at = hash_modulo(is_md5, key, i, draw->n_tied - i);

		if (strcmp(left[at], draw->drawn[i]) != 0) {
			fault(drawing, _("others are drawn by the key string"));
			return 0;
		}
		memmove(left + at, left + at + 1, (draw->n_tied - i - at - 1) * sizeof *left);
	}
	return 0;
}

/* Not more bits than the seed or the sources can say. */
static int check_given(const struct drawing *drawing, struct tsop_error *err)
{
	int64_t bits;
	bool gives;

	if (!tsop_checking_integer(drawing->checking, drawing->record, "bits_given", true, 0,
				   INT64_MAX, &bits))
		return 0;
	if (tsop_chance_gives(&drawing->chance, bits, &gives, err) != 0)
		return -1;
	if (!gives)
		fault(drawing, _("bits_given: more than its seed or sources can give"));
	return 0;
}

static int check_way(struct drawing *drawing, struct tsop_error *err)
{
	struct tsop_checking *checking = drawing->checking;
	const char *by = "", *key_string = "";
	bool is_md5;

	if (!tsop_checking_string(checking, drawing->record, "by", true, &by))
		return 0;
	is_md5 = strcmp(by, "rfc3797-md5") == 0;
	drawing->draw->is_by_hand = strcmp(by, "hand") == 0;
	if (drawing->draw->is_by_hand)
		return 0;
	if (!is_md5 && strcmp(by, "rfc3797-sha256") != 0) {
		fault(drawing, _("expected rfc3797-md5, rfc3797-sha256 or hand"));
		return 0;
	}
	if (!tsop_checking_string(checking, drawing->record, "key_string", true, &key_string) ||
	    !check_key(drawing, key_string))
		return 0;
	return check_given(drawing, err) != 0 ? -1 : check_hashes(drawing, is_md5, key_string, err);
}

/* Are the ids of a list different, and all of them among those mapped (NULL: any)? */
static int check_ids(const struct drawing *drawing, const char *const *ids, size_t n,
		     const struct tsop_map *among, struct tsop_map *map, struct tsop_error *err)
{
	for (size_t i = 0; i < n; i++) {
		struct tsop_view id = tsop_view_of(ids[i]);
		bool added;

		if (tsop_map_put(map, id, i, &added) == NULL)
			return tsop_fail_memory(err);
		if (!added || (among != NULL && tsop_map_get(among, id) == NULL)) {
			fault(drawing, added ? _("somebody is drawn who is not tied")
					     : _("expected everybody once"));
			return 1;
		}
	}
	return 0;
}

/* 1: a fault was told. */
static int check_lists(const struct drawing *drawing, struct tsop_error *err)
{
	const struct tsop_result_draw *draw = drawing->draw;
	struct tsop_map tied, drawn;
	int status;

	tsop_map_init(&tied);
	tsop_map_init(&drawn);
	status = check_ids(drawing, draw->tied, draw->n_tied, NULL, &tied, err);
	if (status == 0)
		status = check_ids(drawing, draw->drawn, draw->n_drawn, &tied, &drawn, err);
	tsop_map_release(&tied);
	tsop_map_release(&drawn);
	return status;
}

static int check_bits(const struct drawing *drawing, struct tsop_error *err)
{
	const struct tsop_result_draw *draw = drawing->draw;
	int64_t bits;
	bool is_right;

	if (!tsop_checking_integer(drawing->checking, drawing->record, "bits_needed", true, 0,
				   INT64_MAX, &bits))
		return 0;
	if (tsop_chance_needs(draw->n_tied, draw->n_drawn, bits, &is_right, err) != 0)
		return -1;
	if (!is_right)
		fault(drawing, _("bits_needed: expected log2 of the outcomes, rounded up"));
	return 0;
}

static int check_draw(struct drawing *drawing, struct tsop_error *err)
{
	int status = check_lists(drawing, err);

	if (status == 0)
		status = check_bits(drawing, err);
	if (status != 0)
		return status < 0 ? -1 : 0;
	tsop_buf_init(&drawing->key);
	status = check_way(drawing, err);
	if (status == 0)
		status = tsop_buf_ok(&drawing->key, err);
	tsop_buf_release(&drawing->key);
	return status;
}

struct reading {
	struct tsop_result_draws *draws;
	const char *const *purposes;
	struct tsop_checking *checking;
};

static bool read_purpose(const struct reading *reading, const struct tsop_record *record,
			 const char **purpose)
{
	struct tsop_checking *checking = reading->checking;

	if (!tsop_checking_string(checking, record, "for", true, purpose))
		return false;
	for (const char *const *known = reading->purposes; *known != NULL; known++)
		if (strcmp(*known, *purpose) == 0)
			return true;
	tsop_checking_fault(checking, record->line, "drawn",
			    _("for: nothing of this result is drawn for %s"), *purpose);
	return false;
}

static int read_draw(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	const struct reading *reading = context;
	struct tsop_result_draws *draws = reading->draws;
	struct tsop_checking *checking = reading->checking;
	struct tsop_result_draw *draw =
		tsop_array_room(draws->list, draws->n, &draws->cap, sizeof *draw);
	struct drawing drawing = { .checking = checking, .record = record };
	const size_t max = TSOP_CHANCE_TIED_MAX;
	int64_t number;

	if (draw == NULL)
		return tsop_fail_memory(err);
	draws->list = draw;
	draw += draws->n;
	*draw = (struct tsop_result_draw){ .purpose = "" };
	if (!read_purpose(reading, record, &draw->purpose) ||
	    !read_list(checking, record, "tied", max, &draw->tied, &draw->n_tied) ||
	    !read_list(checking, record, "drawn", max, &draw->drawn, &draw->n_drawn) ||
	    !tsop_checking_integer(checking, record, "number", true, (int64_t)draw->n_drawn,
				   (int64_t)draw->n_drawn, &number))
		return 0;
	draws->n++;
	drawing.draw = draw;
	return check_draw(&drawing, err);
}

int tsop_draws_read(struct tsop_result_draws *draws, const char *const *purposes,
		    struct tsop_checking *checking, const struct tsop_record *record,
		    struct tsop_error *err)
{
	struct reading reading = { draws, purposes, checking };
	bool is_by_hand = false;
	struct tsop_record element;
	int status;

	tsop_record_init(&element);
	status = tsop_record_objects(record, "drawn", &element, read_draw, &reading, err);
	tsop_record_release(&element);
	if (status < 0 && err->code == TSOP_SYSTEM)
		return -1;
	if (status < 0)
		tsop_checking_fault(checking, record->line, "drawn", "%s", err->text);
	for (size_t i = 0; i < draws->n; i++)
		is_by_hand = is_by_hand || draws->list[i].is_by_hand;
	if (is_by_hand)
		tsop_checking_open(checking, "whom the draws by hand drew");
	tsop_checking_passed(checking, "draws");
	return 0;
}

size_t tsop_draws_count(const struct tsop_result_draws *draws, const char *purpose)
{
	size_t n = 0;

	for (size_t i = 0; i < draws->n; i++)
		n += strcmp(draws->list[i].purpose, purpose) == 0;
	return n;
}

const struct tsop_result_draw *tsop_draws_of_seats(const struct tsop_result_draws *draws,
						   size_t nth, size_t n)
{
	size_t n_all = tsop_draws_count(draws, "seats");
	size_t at = 0;

	for (size_t i = 0; i < draws->n; i++)
		if (strcmp(draws->list[i].purpose, "seats") == 0 && at++ + n == n_all + nth)
			return &draws->list[i];
	return NULL;
}

#include "draw/drawing.h"

#include <inttypes.h>

#include "base/digest.h"
#include "base/i18n.h"
#include "draw/entropy.h"
#include "draw/source.h"

static int add_sources(struct tsop_buf *key, const struct tsop_draw *draw,
		       struct tsop_entropy *entropy, struct tsop_error *err)
{
	size_t len = 0;

	for (size_t i = 0; i < draw->n_sources; i++) {
		struct tsop_view source = tsop_view_of(draw->sources[i]);

		len += source.len;
		if (len > TSOP_ENTROPY_MAX)
			return tsop_fail(err, TSOP_INPUT, _("expected at most %d bytes in all"),
					 TSOP_ENTROPY_MAX);
		if (tsop_source_add(key, source, entropy, err) != 0)
			return -1;
	}
	return 0;
}

/* What keeps the draw apart from others: what it is for, and over whom. */
static void add_scope(struct tsop_buf *key, const struct tsop_draw *draw)
{
	unsigned char digest[TSOP_DIGEST_SIZE];
	char hex[TSOP_HEX_TEXT];
	struct tsop_sha256 hash;

	tsop_sha256_init(&hash);
	for (size_t i = 0; i < draw->n_tied; i++) {
		tsop_sha256_add(&hash, tsop_view_of(draw->tied[i]));
		tsop_sha256_add(&hash, tsop_view_of("\n"));
	}
	tsop_sha256_end(&hash, digest);
	tsop_hex(digest, hex);
	tsop_buf_addf(key, "\n%s\n%s", tsop_draw_purpose_name(draw->purpose), hex);
}

static int make_key(const struct tsop_draw *draw, bool is_apart, struct tsop_buf *key,
		    struct tsop_entropy *entropy, struct tsop_error *err)
{
	*entropy = (struct tsop_entropy){ 0 };
	if (draw->seed != NULL) {
		tsop_buf_add_text(key, draw->seed);
		tsop_entropy_count(entropy, tsop_view_of(draw->seed));
	} else if (add_sources(key, draw, entropy, err) != 0) {
		return -1;
	}
	if (is_apart || draw->seed != NULL)
		add_scope(key, draw);
	return tsop_buf_ok(key, err);
}

static int select_tied(const struct tsop_draw *draw, struct tsop_view key, size_t *selected,
		       struct tsop_error *err)
{
	enum tsop_rfc3797_hash hash =
		draw->by == TSOP_DRAW_MD5 ? TSOP_RFC3797_MD5 : TSOP_RFC3797_SHA256;

	return tsop_rfc3797_select(hash, key, draw->n_tied, draw->number, selected, err);
}

int tsop_drawing_make(struct tsop_draw *draw, bool is_apart, struct tsop_arena *arena,
		      struct tsop_error *err)
{
	size_t *drawn = tsop_arena_take(arena, draw->number, sizeof *drawn);
	struct tsop_entropy entropy;
	struct tsop_buf key;
	int status = -1;

	if (drawn == NULL)
		return tsop_fail_memory(err);
	tsop_buf_init(&key);
	if (make_key(draw, is_apart, &key, &entropy, err) == 0) {
		draw->key_string = tsop_arena_copy(arena, tsop_buf_view(&key));
		status = draw->key_string == NULL ? tsop_fail_memory(err) : 0;
	}
	if (status == 0)
		status = select_tied(draw, tsop_buf_view(&key), drawn, err);
	tsop_buf_release(&key);
	if (status != 0)
		return -1;
	draw->drawn = drawn;
	draw->bits_given = tsop_entropy_given(&entropy);
	return tsop_entropy_needed(draw->n_tied, draw->number, &draw->bits_needed, err);
}

/* *bits: what its seed or sources give at most. */
static int check_key(const struct tsop_draw *draw, int64_t *bits, struct tsop_faults *faults)
{
	struct tsop_entropy entropy = { 0 };
	struct tsop_error err;
	bool is_right = false;
	struct tsop_buf key;
	int status = 0;

	tsop_buf_init(&key);
	for (int is_apart = 0; is_apart < 2 && !is_right && status == 0; is_apart++) {
		tsop_buf_clear(&key);
		status = make_key(draw, is_apart == 1, &key, &entropy, &err);
		is_right = tsop_view_is(tsop_buf_view(&key), draw->key_string);
	}
	tsop_buf_release(&key);
	*bits = tsop_entropy_given(&entropy);
	if (status != 0)
		return tsop_faults_note(faults, "sources", &err);
	if (is_right)
		return 0;
	return tsop_faults_add(faults, "key_string",
			       _("expected the key string of its seed or sources"));
}

static void check_drawn(const struct tsop_draw *draw, struct tsop_arena *arena,
			struct tsop_faults *faults)
{
	size_t *selected = tsop_arena_take(arena, draw->number, sizeof *selected);
	struct tsop_error err;
	int status = selected == NULL
			     ? tsop_fail_memory(&err)
			     : select_tied(draw, tsop_view_of(draw->key_string), selected, &err);

	if (status != 0) {
		tsop_faults_note(faults, NULL, &err);
		return;
	}
	for (size_t i = 0; i < draw->number; i++)
		if (selected[i] != draw->drawn[i]) {
			tsop_faults_add(faults, "drawn",
					_("expected what the key string draws: number %zu is %s"),
					i + 1, draw->tied[selected[i]]);
			return;
		}
}

int tsop_drawing_check(const struct tsop_draw *draw, struct tsop_arena *arena,
		       struct tsop_faults *faults)
{
	size_t before = faults->n;
	struct tsop_error err;
	int64_t bits;

	if (draw->by != TSOP_DRAW_HAND && check_key(draw, &bits, faults) == 0) {
		check_drawn(draw, arena, faults);
		if (draw->bits_given == TSOP_DRAW_NOT_STATED || draw->bits_given > bits)
			tsop_faults_add(faults, "bits_given",
					_("expected at most %" PRId64
					  ", which its seed or sources can give"),
					bits);
	}
	if (tsop_entropy_needed(draw->n_tied, draw->number, &bits, &err) != 0)
		return tsop_faults_note(faults, NULL, &err);
	if (draw->bits_needed != bits)
		tsop_faults_add(faults, "bits_needed", _("expected %" PRId64), bits);
	return faults->n == before ? 0 : -1;
}

#include "verify/result/lots.h"

#include "people/person.h"

void tsop_lots_of(const char *seed, const char *purpose, struct tsop_view identity,
		  unsigned char lot[TSOP_DIGEST_SIZE])
{
	const struct tsop_view parts[] = {
		tsop_view_of("tsop-lot\n"), tsop_view_of(seed), tsop_view_of("\n"),
		tsop_view_of(purpose),	    tsop_view_of("\n"), identity,
	};
	struct tsop_sha256 hash;

	tsop_sha256_init(&hash);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		tsop_sha256_add(&hash, parts[i]);
	tsop_sha256_end(&hash, lot);
}

enum { REF, NAME, EMAIL, PARTS };

static int read_parts(const struct tsop_record *record, struct tsop_buf parts[PARTS],
		      struct tsop_error *err)
{
	static const char *const names[PARTS] = { "ref", "name", "email" };

	for (size_t i = 0; i < PARTS; i++)
		if (tsop_record_text(record, names[i], &parts[i], err) < 0)
			return -1;
	return 0;
}

int tsop_lots_of_person(const char *seed, const char *round,
			const struct tsop_municipality *municipality,
			const struct tsop_record *record, unsigned char people[TSOP_DIGEST_SIZE],
			unsigned char courses[TSOP_DIGEST_SIZE], struct tsop_error *err)
{
	struct tsop_buf parts[PARTS], identity;
	int status;

	tsop_buf_init(&identity);
	for (size_t i = 0; i < PARTS; i++)
		tsop_buf_init(&parts[i]);
	status = read_parts(record, parts, err);
	if (status == 0 &&
	    tsop_person_identity(&identity, tsop_view_of(round == NULL ? "" : round),
				 tsop_buf_view(&parts[REF]), tsop_view_of(municipality->code),
				 tsop_buf_view(&parts[NAME]), tsop_buf_view(&parts[EMAIL]),
				 err) != 0)
		status = tsop_error_at(err, record->file, record->line, NULL);
	if (status == 0) {
		tsop_lots_of(seed, "people", tsop_buf_view(&identity), people);
		tsop_lots_of(seed, "courses", tsop_buf_view(&identity), courses);
	}
	for (size_t i = 0; i < PARTS; i++)
		tsop_buf_release(&parts[i]);
	tsop_buf_release(&identity);
	return status;
}

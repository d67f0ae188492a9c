#include "report/basis.h"

#include "base/i18n.h"

/* What is read into what. */
struct basis {
	struct tsop_model *model;
	struct tsop_reader *reader;
	struct tsop_tally *tally;
	struct tsop_record element; /* of the courses */
	size_t n_errors;            /* before this record */
};

/* Is nothing wrong with it so far? */
static bool is_clean(const struct basis *basis)
{
	return basis->reader->sink->n == basis->n_errors;
}

static int count_course(void *context, const struct tsop_record *element, struct tsop_error *err)
{
	size_t *n = context;

	(void)element;
	(void)err;
	(*n)++;
	return 0;
}

/* 1-64 of [a-z0-9._-]: what an id may be, so that a list of ids is one text. */
static bool is_id(const char *text)
{
	size_t len = strlen(text);

	return len >= 1 && len <= 64 &&
	       strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789._-") == len;
}

static void take_course_id(struct tsop_reader *reader, const char **id, const char *last)
{
	if (!tsop_reader_text(reader, "id", TSOP_REQUIRED, id))
		return;
	if (!is_id(*id))
		tsop_reader_refuse(reader, "id",
				   _("expected 1 to 64 of a-z, 0-9, '.', '_' and '-'"));
	if (last != NULL && strcmp(last, *id) >= 0)
		tsop_reader_refuse(reader, "id", _("expected courses by id, each once"));
}

static int take_course(void *context, const struct tsop_record *element, struct tsop_error *err)
{
	struct basis *basis = context;
	struct tsop_reader *reader = basis->reader;
	struct tsop_model *model = basis->model;
	struct tsop_model_course *course = &model->courses[model->n_courses];
	const struct tsop_record *record = reader->record;
	struct tsop_error refused;
	int64_t taken;
	int status;

	(void)err;
	reader->record = element;
	reader->within = "courses";
	take_course_id(reader, &course->id, model->n_courses == 0 ? NULL : course[-1].id);
	tsop_reader_text(reader, "title", TSOP_REQUIRED, &course->title);
	tsop_reader_text(reader, "place", TSOP_REQUIRED, &course->place);
	tsop_reader_count(reader, "capacity", TSOP_REQUIRED, &course->capacity);
	tsop_reader_count(reader, "enrolled", TSOP_REQUIRED, &course->enrolled);
	tsop_reader_count(reader, "reserved", TSOP_REQUIRED, &course->reserved);
	taken = course->enrolled + course->reserved;
	status = tsop_record_bool(element, "closed", &course->is_closed, &refused);
	tsop_reader_took(reader, "closed", TSOP_OPTIONAL, status, &refused);
	course->free = course->is_closed ? 0 : course->capacity - taken;
	if (is_clean(basis) && course->capacity < taken)
		tsop_reader_refuse(reader, "capacity",
				   _("expected room for all that is enrolled and reserved: %lld"),
				   (long long)taken);
	reader->record = record;
	reader->within = NULL;
	model->n_courses++;
	return 0;
}

static void take_courses(struct basis *basis)
{
	struct tsop_reader *reader = basis->reader;
	struct tsop_model *model = basis->model;
	struct tsop_error err;
	size_t n = 0;
	int status = tsop_record_objects(reader->record, "courses", &basis->element,
					 count_course, &n, &err);

	if (!tsop_reader_took(reader, "courses", TSOP_OPTIONAL, status, &err))
		return;
	model->has_people = true;
	model->courses = tsop_arena_take(&model->arena, n, sizeof *model->courses);
	basis->tally->courses =
		tsop_arena_take(&model->arena, n, sizeof *basis->tally->courses);
	if (model->courses == NULL || basis->tally->courses == NULL)
		status = tsop_fail_memory(&err);
	else
		status = tsop_record_objects(reader->record, "courses", &basis->element,
					     take_course, basis, &err);
	tsop_reader_took(reader, "courses", TSOP_REQUIRED, status, &err);
}

static void take_counts(struct basis *basis)
{
	struct tsop_reader *reader = basis->reader;
	struct tsop_model_counts *counts = &basis->model->counts;
	enum tsop_need people = basis->model->has_people ? TSOP_REQUIRED : TSOP_OPTIONAL;
	int64_t sum;

	tsop_reader_count(reader, "claimants", TSOP_REQUIRED, &counts->claimants);
	basis->model->has_applicants =
		tsop_reader_count(reader, "applications", people, &counts->applications);
	tsop_reader_count(reader, "seats", TSOP_REQUIRED, &counts->seats);
	tsop_reader_count(reader, "given", TSOP_REQUIRED, &counts->given);
	tsop_reader_count(reader, "reserved", TSOP_REQUIRED, &counts->reserved);
	tsop_reader_count(reader, "left", TSOP_REQUIRED, &counts->left);
	tsop_reader_count(reader, "enrolled", people, &counts->enrolled);
	tsop_reader_count(reader, "waiting", people, &counts->waiting);
	sum = counts->given + counts->reserved + counts->left;
	if (is_clean(basis) && counts->seats != sum)
		tsop_reader_refuse(reader, "seats",
				   _("expected the sum of given, reserved and left: %lld"),
				   (long long)sum);
}

static void take_basis(struct tsop_model *model, struct tsop_reader *reader)
{
	tsop_reader_version(reader);
	tsop_reader_text(reader, "id", TSOP_REQUIRED, &model->id);
	tsop_reader_text(reader, "round", TSOP_OPTIONAL, &model->round);
	tsop_reader_instant(reader, "now", TSOP_REQUIRED, &model->now_text, &model->now);
	tsop_reader_text(reader, "key", TSOP_REQUIRED, &model->key);
	tsop_reader_text(reader, "key_column", TSOP_REQUIRED, &model->key_column);
	tsop_reader_date(reader, "key_date", TSOP_OPTIONAL, &model->key_date_text,
			 &model->key_date);
	tsop_reader_text(reader, "method", TSOP_REQUIRED, &model->method);
	tsop_reader_text(reader, "reading", TSOP_REQUIRED, &model->reading);
	tsop_reader_text(reader, "guarantee_column", TSOP_OPTIONAL, &model->guarantee_column);
	tsop_reader_text(reader, "cap_column", TSOP_OPTIONAL, &model->cap_column);
	tsop_reader_text(reader, "held_column", TSOP_OPTIONAL, &model->held_column);
	tsop_reader_text(reader, "threshold", TSOP_OPTIONAL, &model->threshold);
	tsop_reader_count(reader, "guarantee",
			  model->guarantee_column == NULL ? TSOP_REQUIRED : TSOP_OPTIONAL,
			  &model->guarantee);
	tsop_reader_text(reader, "cap", TSOP_REQUIRED, &model->cap);
	tsop_reader_text(reader, "seed", TSOP_OPTIONAL, &model->seed);
	tsop_reader_text(reader, "tie_rule", TSOP_REQUIRED, &model->tie_rule);
	tsop_reader_text(reader, "mechanism", TSOP_OPTIONAL, &model->mechanism);
	tsop_reader_text(reader, "order", TSOP_OPTIONAL, &model->order);
	tsop_reader_instant(reader, "reserve_until", TSOP_OPTIONAL, &model->reserve_until_text,
			    &model->reserve_until);
}

bool tsop_basis_read(struct tsop_model *model, struct tsop_reader *reader,
		     struct tsop_tally *tally)
{
	struct basis basis = {
		.model = model, .reader = reader, .tally = tally, .n_errors = reader->sink->n
	};

	tsop_record_init(&basis.element);
	take_basis(model, reader);
	take_courses(&basis);
	take_counts(&basis);
	tsop_record_release(&basis.element);
	return is_clean(&basis);
}

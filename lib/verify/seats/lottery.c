#include "verify/seats/lottery.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/map.h"
#include "verify/result/draws.h"
#include "verify/result/lots.h"

enum { TICKETS_MAX = 10000000 };

struct ticket {
	unsigned char lot[TSOP_DIGEST_SIZE];
};

struct lottery {
	struct tsop_shares *shares;
	struct tsop_checking *checking;
	int64_t left; /* seats to be drawn */
	struct ticket *tickets; /* of one claimant */
	struct ticket last_won, first_lost;
	size_t lost; /* whose that is */
};

static int64_t tickets_of(const struct lottery *lottery, const struct tsop_share *share)
{
	int64_t room = share->weight > 0 ? share->max - share->min : 0;

	return room < lottery->left ? room : lottery->left;
}

static int by_lot(const void *left, const void *right)
{
	return memcmp(left, right, sizeof(struct ticket));
}

static int draw_lots(struct lottery *lottery, size_t i, int64_t n, struct tsop_buf *identity)
{
	const struct tsop_result *result = lottery->shares->result;

	for (int64_t ticket = 0; ticket < n; ticket++) {
		tsop_buf_clear(identity);
		tsop_buf_add_text(identity, result->seats[i].id);
		if (ticket > 0)
			tsop_buf_addf(identity, "\n%" PRId64, ticket + 1);
		if (identity->failed)
			return -1;
		tsop_lots_of(result->header.seed, "seats", tsop_buf_view(identity),
			     lottery->tickets[ticket].lot);
	}
	if (n > 0)
		qsort(lottery->tickets, (size_t)n, sizeof *lottery->tickets, by_lot);
	return 0;
}

/* The greatest lot that won and the least that lost, of all so far. */
static void weigh(struct lottery *lottery, size_t i, int64_t n, int64_t won)
{
	if (won > 0 && by_lot(&lottery->tickets[won - 1], &lottery->last_won) > 0)
		lottery->last_won = lottery->tickets[won - 1];
	if (won < n && by_lot(&lottery->tickets[won], &lottery->first_lost) < 0) {
		lottery->first_lost = lottery->tickets[won];
		lottery->lost = i;
	}
}

/* Does a list of the proof have claimant i so many times from *next on? */
static void check_list(const struct lottery *lottery, const size_t *list, size_t n, size_t *next,
		       size_t i, int64_t times, const char *name)
{
	const struct tsop_result *result = lottery->shares->result;
	int64_t found = 0;

	for (; *next < n && list[*next] == i; ++*next)
		found++;
	if (found != times)
		tsop_checking_fault(lottery->checking, result->proof.line, name,
				    _("%s: expected %" PRId64 " times"), result->seats[i].id,
				    times);
}

/*
 * Are the tickets of claimant i those that come next in the draw? They are entered in the map.
 * -1 for want of memory.
 */
static int enter_tickets(const struct lottery *lottery, const struct tsop_result_draw *draw,
			 size_t i, size_t *next, struct tsop_map *claimants, bool *fits)
{
	const char *id = lottery->shares->result->seats[i].id;
	int64_t n = tickets_of(lottery, &lottery->shares->rows[i]);
	size_t len = strlen(id);

	for (int64_t number = 1; number <= n && *fits; number++, ++*next) {
		const char *ticket = *next < draw->n_tied ? draw->tied[*next] : "";
		char digits[TSOP_NUM_TEXT];
		bool added;

		*fits = strncmp(ticket, id, len) == 0 &&
			(number == 1 ? ticket[len] == '\0' :
				       ticket[len] == '#' &&
					       strcmp(ticket + len + 1,
						      tsop_num_write(number, digits)) == 0);
		if (*fits && tsop_map_put(claimants, tsop_view_of(ticket), i, &added) == NULL)
			return -1;
	}
	return 0;
}

/* Did each claimant get a seat for each of its tickets that was drawn? */
static bool has_drawn(const struct lottery *lottery, const struct tsop_result_draw *draw,
		      struct tsop_map *claimants, int64_t *won)
{
	for (size_t i = 0; i < draw->n_drawn; i++) {
		const size_t *claimant = tsop_map_get(claimants, tsop_view_of(draw->drawn[i]));

		if (claimant == NULL)
			return false;
		won[*claimant]++;
	}
	for (size_t i = 0; i < lottery->shares->n; i++)
		if (won[i] != lottery->shares->rows[i].got - lottery->shares->rows[i].min)
			return false;
	return true;
}

/* Is there a draw over these tickets, and was it they who won whom it drew? */
static int check_recorded(const struct lottery *lottery)
{
	const struct tsop_result *result = lottery->shares->result;
	const struct tsop_result_draw *draw = tsop_draws_of_seats(&result->header.draws, 0, 1);
	bool fits = draw != NULL && draw->n_drawn == (size_t)lottery->left;
	int64_t *won = calloc(lottery->shares->n + 1, sizeof *won);
	struct tsop_map claimants;
	size_t next = 0;
	int status = won == NULL ? -1 : 0;

	tsop_map_init(&claimants);
	for (size_t i = 0; i < lottery->shares->n && fits && status == 0; i++)
		status = enter_tickets(lottery, draw, i, &next, &claimants, &fits);
	if (status == 0 && !(fits && next == draw->n_tied &&
			     has_drawn(lottery, draw, &claimants, won)))
		tsop_checking_fault(lottery->checking, result->proof.line, "tied",
				    _("a tie decided, and neither a seed nor a draw settles it so"));
	tsop_map_release(&claimants);
	free(won);
	return status;
}

static int check(struct lottery *lottery, struct tsop_buf *identity)
{
	const struct tsop_result *result = lottery->shares->result;
	const struct tsop_result_tie *tie = &result->proof.last_tie;
	size_t next_tied = 0;
	size_t next_drawn = 0;

	memset(&lottery->first_lost, 0xff, sizeof lottery->first_lost);
	for (size_t i = 0; i < lottery->shares->n; i++) {
		const struct tsop_share *share = &lottery->shares->rows[i];
		int64_t n = tickets_of(lottery, share);
		int64_t won = share->got - share->min;

		check_list(lottery, tie->tied, tie->n_tied, &next_tied, i, n, "tied");
		check_list(lottery, tie->drawn, tie->n_drawn, &next_drawn, i, won, "drawn");
		if (won > n || result->header.seed == NULL)
			continue;
		if (draw_lots(lottery, i, n, identity) != 0)
			return -1;
		weigh(lottery, i, n, won);
	}
	if (result->header.seed != NULL && by_lot(&lottery->first_lost, &lottery->last_won) < 0)
		tsop_checking_fault(lottery->checking, result->seats[lottery->lost].line, "seats",
				    _("%s: a lot of it comes before one that was drawn"),
				    result->seats[lottery->lost].id);
	return result->header.seed == NULL ? check_recorded(lottery) : 0;
}

/* Where every ticket wins, as one alone does, nothing is drawn. */
static bool is_drawn(const struct lottery *lottery)
{
	tsop_int128 n_tickets = 0;

	for (size_t i = 0; i < lottery->shares->n; i++)
		n_tickets += tickets_of(lottery, &lottery->shares->rows[i]);
	return n_tickets > lottery->left;
}

int tsop_lottery_check(struct tsop_shares *shares, struct tsop_checking *checking,
		       struct tsop_error *err)
{
	struct lottery lottery = { .shares = shares, .checking = checking };
	struct tsop_buf identity;
	int status;

	for (size_t i = 0; i < shares->n; i++)
		lottery.left += shares->rows[i].got - shares->rows[i].min;
	if (!shares->knows_taken && shares->result->proof.last_tie.n_drawn != (size_t)lottery.left) {
		tsop_checking_open(checking, "the tickets of the lottery: they hang on the seats that "
					     "people had before, and the people were not given");
		return 0;
	}
	if (!is_drawn(&lottery)) {
		if (shares->result->proof.last_tie.n_tied > 0)
			tsop_checking_fault(checking, shares->result->proof.line, "tied",
					    _("expected nobody, because nothing was drawn"));
		return 0;
	}
	if (lottery.left > TICKETS_MAX) {
		tsop_checking_open(checking, "a lottery of so many seats");
		return 0;
	}
	lottery.tickets = calloc((size_t)lottery.left + 1, sizeof *lottery.tickets);
	if (lottery.tickets == NULL)
		return tsop_fail_memory(err);
	tsop_buf_init(&identity);
	status = check(&lottery, &identity);
	tsop_buf_release(&identity);
	free(lottery.tickets);
	return status == 0 ? 0 : tsop_fail_memory(err);
}

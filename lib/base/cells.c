#include "base/cells.h"

#include <string.h>

enum { HASH_AT = 4096 }; /* bytes */

void tsop_cells_init(struct tsop_cells *cells)
{
	tsop_sha256_init(&cells->hash);
	tsop_buf_init(&cells->line);
}

void tsop_cells_text(struct tsop_cells *cells, const char *text)
{
	tsop_buf_add_text(&cells->line, text == NULL ? "" : text);
	tsop_buf_add_char(&cells->line, '\0');
}

void tsop_cells_number(struct tsop_cells *cells, int64_t number)
{
	tsop_buf_add_number(&cells->line, number);
	tsop_buf_add_char(&cells->line, '\0');
}

void tsop_cells_numbered(struct tsop_cells *cells, char letter, int64_t number)
{
	tsop_buf_add_char(&cells->line, letter);
	tsop_cells_number(cells, number);
}

void tsop_cells_member(struct tsop_cells *cells, const char *name, const char *value)
{
	if (value == NULL)
		return;
	tsop_cells_text(cells, name);
	tsop_cells_text(cells, value);
}

static void hash_lines(struct tsop_cells *cells)
{
	if (cells->line.failed)
		return;
	tsop_sha256_add(&cells->hash, tsop_buf_view(&cells->line));
	tsop_buf_clear(&cells->line);
}

void tsop_cells_end_line(struct tsop_cells *cells)
{
	tsop_buf_add_char(&cells->line, '\n');
	if (cells->line.len >= HASH_AT)
		hash_lines(cells);
}

void tsop_cells_release(struct tsop_cells *cells)
{
	tsop_buf_release(&cells->line);
}

int tsop_cells_end(struct tsop_cells *cells, char id[TSOP_CELLS_ID_TEXT], struct tsop_error *err)
{
	unsigned char digest[TSOP_DIGEST_SIZE];
	char text[TSOP_HEX_TEXT];
	int status = tsop_buf_ok(&cells->line, err);

	hash_lines(cells);
	tsop_sha256_end(&cells->hash, digest);
	tsop_cells_release(cells);
	tsop_hex(digest, text);
	memcpy(id, text, TSOP_CELLS_ID_TEXT - 1);
	id[TSOP_CELLS_ID_TEXT - 1] = '\0';
	return status;
}

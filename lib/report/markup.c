#include "report/markup.h"

void tsop_markup_view(struct tsop_buf *out, struct tsop_view text)
{
	for (size_t i = 0; i < text.len; i++) {
		switch (text.p[i]) {
		case '&':
			tsop_buf_add_text(out, "&amp;");
			break;
		case '<':
			tsop_buf_add_text(out, "&lt;");
			break;
		case '>':
			tsop_buf_add_text(out, "&gt;");
			break;
		case '"':
			tsop_buf_add_text(out, "&quot;");
			break;
		case '\'':
			tsop_buf_add_text(out, "&#39;");
			break;
		default:
			tsop_buf_add_char(out, text.p[i]);
		}
	}
}

void tsop_markup_add(struct tsop_buf *out, const char *before, const char *text, const char *after)
{
	tsop_buf_add_text(out, before);
	tsop_markup_view(out, tsop_view_of(text));
	tsop_buf_add_text(out, after);
}

void tsop_markup_svg(struct tsop_buf *out, const char *class, const char *id, size_t width,
		     size_t height, const char *title, const char *desc)
{
	tsop_buf_addf(out, "<svg class=\"%s\" viewBox=\"0 0 %zu %zu\" role=\"img\" "
			   "aria-labelledby=\"%s-%s-title %s-%s-desc\">\n",
		      class, width, height, id, class, id, class);
	tsop_buf_addf(out, "<title id=\"%s-%s-title\">", id, class);
	tsop_markup_add(out, "", title, "</title>\n");
	tsop_buf_addf(out, "<desc id=\"%s-%s-desc\">", id, class);
	tsop_markup_add(out, "", desc, "</desc>\n");
	tsop_buf_addf(out, "<pattern id=\"%s-hatch\" width=\"7\" height=\"7\" "
			   "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
			   "<rect class=\"hatch\" width=\"7\" height=\"7\"/>"
			   "<rect class=\"hatch-line\" width=\"1.5\" height=\"7\"/></pattern>\n",
		      id);
}

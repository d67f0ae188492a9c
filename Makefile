# tsop: small programs for the start-up support of foster families.
# `make help` lists the targets; `make deps demo` and `make deps check` are the two to know.

VERSION = 0.1.0
prefix = /usr/local
bindir = $(prefix)/bin
datadir = $(prefix)/share
mandir = $(datadir)/man
BUILD = build

# Each step is one word and its file; `make V=1` shows the commands.
Q = $(if $(V),,@)
SAY = @$(if $(V),:,echo)

CC = cc
CFLAGS = -O2 -g
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wcast-qual -Wformat=2 -Wvla -Wundef -Wpointer-arith $(WERROR)
HARDEN = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
LINK_HARDEN = -pie -Wl,-z,relro,-z,now
CPPFLAGS_ALL = -D_POSIX_C_SOURCE=200809L -Ilib -I$(BUILD)/gen $(CPPFLAGS)
CFLAGS_ALL = -std=c11 $(WARNINGS) $(HARDEN) -ffile-prefix-map="$(CURDIR)"=. $(CFLAGS)

# Looked up when the first recipe needs it: `make deps` may install them in the same run.
PKGS = jansson nettle libidn2 gmp
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(PKGS)))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PKGS)))$(PKG_LIBS)
LIBS = $(PKG_LIBS) -lcsv -lunistring -lm

TOOLS = $(notdir $(wildcard cmd/tsop-*))
LIB_SRC = $(wildcard lib/*/*.c lib/*/*/*.c)
LIB_OBJ = $(LIB_SRC:%.c=$(BUILD)/%.o)
CMD_OBJ = $(patsubst %.c,$(BUILD)/%.o,$(wildcard cmd/*/*.c))
BINS = $(TOOLS:%=$(BUILD)/bin/%)
GEN = $(BUILD)/gen/config.h $(BUILD)/gen/municipalities.inc $(BUILD)/gen/columns-da.inc \
	$(BUILD)/gen/byhand-da.inc $(BUILD)/gen/page-css.inc
SHARED = $(wildcard share/*.csv share/README.md share/schema/*) \
	$(shell find share/examples -type f 2>/dev/null)
CATALOG = $(BUILD)/share/locale/da/LC_MESSAGES/tsop.mo

.DEFAULT_GOAL = all
include tests/tests.mk

all: $(BINS) $(CATALOG) $(BUILD)/share/tsop

# With `make deps ...` nothing is built before the packages are there.
$(LIB_OBJ) $(CMD_OBJ) $(UNIT) $(GEN) $(CATALOG): | $(filter deps,$(MAKECMDGOALS))

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(SAY) '  CC    $<'
	$(Q)$(CC) $(CPPFLAGS_ALL) $(PKG_CFLAGS) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(BUILD)/libtsop.a: $(LIB_OBJ)
	@rm -f $@
	$(SAY) '  AR    $@'
	$(Q)ar rcD $@ $(LIB_OBJ)

.SECONDEXPANSION:
$(BINS): $(BUILD)/bin/%: $$(addprefix $(BUILD)/,$$(addsuffix .o,$$(basename $$(wildcard cmd/$$*/*.c)))) \
		$(BUILD)/libtsop.a
	@mkdir -p $(@D)
	$(SAY) '  LINK  $@'
	$(Q)$(CC) $(CFLAGS_ALL) $(LINK_HARDEN) $(LDFLAGS) -o $@ $^ $(LIBS)

# Written anew only where it says something else, so that another prefix rebuilds what names it.
$(BUILD)/lib/base/tool.o: $(BUILD)/gen/config.h
$(BUILD)/gen/config.h: always
	@mkdir -p $(@D)
	@printf '#define TSOP_VERSION "%s"\n#define TSOP_DATADIR "%s"\n' '$(VERSION)' '$(datadir)' > $@.new
	@cmp -s $@.new $@ && rm $@.new || mv $@.new $@

# The tables of share/ become C initializers.
$(BUILD)/lib/people/municipality.o: $(BUILD)/gen/municipalities.inc
$(BUILD)/gen/municipalities.inc: share/municipalities.csv share/municipalities.awk
	@mkdir -p $(@D)
	$(Q)awk -f share/municipalities.awk share/municipalities.csv > $@
$(BUILD)/lib/record/columns.o: $(BUILD)/gen/columns-da.inc $(BUILD)/gen/byhand-da.inc
$(BUILD)/gen/%-da.inc: share/%-da.csv share/text.awk
	@mkdir -p $(@D)
	$(Q)awk -f share/text.awk $< > $@

# A line a string: one string of it all would be longer than C promises to take.
$(BUILD)/lib/report/page.o: $(BUILD)/gen/page-css.inc
$(BUILD)/gen/page-css.inc: lib/report/page.css share/text.awk
	@mkdir -p $(@D)
	$(Q)awk -f share/text.awk lib/report/page.css | sed 's/$$/,/' > $@

$(CATALOG): share/locale/da.po
	@mkdir -p $(@D)
	$(Q)msgfmt --check -o $@ $<
# What an installed share/tsop holds: with XDG_DATA_DIRS=$(BUILD)/share the tools run as installed.
$(BUILD)/share/tsop:
	@mkdir -p $(@D)
	$(Q)ln -sfn "$(CURDIR)/share" $@

# What a fresh Debian 12 lacks: to build and run; and what the tests use beside it.
DEPS_BUILD = gcc libc6-dev pkg-config libcsv-dev libjansson-dev nettle-dev libunistring-dev \
	libidn2-dev libgmp-dev gettext tzdata
DEPS_TEST = git libcmocka-dev clang clang-tidy libclang-rt-14-dev cppcheck shellcheck valgrind strace \
	mandoc perl python3-minimal libpython3-stdlib jq miller sqlite3 gawk bash zsh fish procps
DEPS_REAL = chromium fonts-dejavu-core
DEPS_BENCH = g++ liblemon-dev glpk-utils python3-networkx
DEPS_WANTED = $(DEPS_BUILD) $(if $(filter check% lint fuzz bench regen,$(MAKECMDGOALS)),$(DEPS_TEST)) \
	$(if $(filter bench,$(MAKECMDGOALS)),$(DEPS_BENCH))

deps:
	@sh tests/deps.sh $(DEPS_WANTED)
deps-real:
	@sh tests/deps.sh $(DEPS_BUILD) $(DEPS_TEST) $(DEPS_REAL)

# The main job on the example of autumn 2019; the results stay in $(BUILD)/demo.
demo: all
	@PATH="$(abspath $(BUILD))/bin:$$PATH" XDG_DATA_DIRS="$(abspath $(BUILD))/share" \
		sh share/examples/autumn-2019/run.sh $(BUILD)/demo

install: all
	install -d "$(DESTDIR)"$(bindir) "$(DESTDIR)"$(mandir)/man1 "$(DESTDIR)"$(mandir)/man5 \
		"$(DESTDIR)"$(mandir)/man7 "$(DESTDIR)"$(datadir)/locale/da/LC_MESSAGES \
		"$(DESTDIR)"$(datadir)/bash-completion/completions \
		"$(DESTDIR)"$(datadir)/zsh/site-functions "$(DESTDIR)"$(datadir)/fish/vendor_completions.d
	install -m 755 $(BINS) "$(DESTDIR)"$(bindir)
	for s in 1 5 7; do install -m 644 man/*.$$s "$(DESTDIR)"$(mandir)/man$$s || exit 1; done
	install -m 644 $(CATALOG) "$(DESTDIR)"$(datadir)/locale/da/LC_MESSAGES/tsop.mo
	for t in $(TOOLS); do \
		install -m 644 share/completions/tsop.bash \
			"$(DESTDIR)"$(datadir)/bash-completion/completions/$$t && \
		install -m 644 share/completions/tsop.fish \
			"$(DESTDIR)"$(datadir)/fish/vendor_completions.d/$$t.fish || exit 1; done
	install -m 644 share/completions/_tsop "$(DESTDIR)"$(datadir)/zsh/site-functions/_tsop
	for f in $(SHARED); do install -D -m 644 $$f "$(DESTDIR)"$(datadir)/tsop/$${f#share/} || exit 1; done

uninstall:
	rm -f $(TOOLS:%="$(DESTDIR)"$(bindir)/%) "$(DESTDIR)"$(datadir)/locale/da/LC_MESSAGES/tsop.mo
	for s in 1 5 7; do for f in man/*.$$s; do rm -f "$(DESTDIR)"$(mandir)/man$$s/$${f##*/}; done; done
	rm -f $(TOOLS:%="$(DESTDIR)"$(datadir)/bash-completion/completions/%) \
		$(TOOLS:%="$(DESTDIR)"$(datadir)/fish/vendor_completions.d/%.fish) \
		"$(DESTDIR)"$(datadir)/zsh/site-functions/_tsop
	rm -rf "$(DESTDIR)"$(datadir)/tsop

dist:
	@mkdir -p $(BUILD)
	git archive --format=tar --prefix=tsop-$(VERSION)/ HEAD | gzip -n > $(BUILD)/tsop-$(VERSION).tar.gz
	@echo $(BUILD)/tsop-$(VERSION).tar.gz

clean:
	rm -rf $(BUILD)

help:
	@echo 'make                 build the tools into $(BUILD)/bin'
	@echo 'make deps demo       install what is missing (Debian), build, run the main job'
	@echo 'make deps check      the same set-up, then every test'
	@echo 'make check-long      the slower sweeps'
	@echo 'make deps-real check-real   tests that need a browser'
	@echo 'make unit | cmd | fault | lint | fuzz   one kind of test'
	@echo 'make bench           speed, as ratios against peers in one run'
	@echo 'make regen           write golden files and the message catalog anew'
	@echo 'make install | uninstall   honor DESTDIR and prefix'
	@echo 'make dist | clean    a tarball of HEAD; remove $(BUILD)'

.PHONY: all always deps deps-real demo install uninstall dist clean help
-include $(LIB_OBJ:.o=.d) $(CMD_OBJ:.o=.d)

# tsop: small programs for the start-up support of foster families.
# `make help` lists the targets; `make deps demo` and `make deps check` are the two to know.

VERSION = 0.1.0
prefix = /usr/local
bindir = $(prefix)/bin
datadir = $(prefix)/share
mandir = $(datadir)/man
BUILD = build

CC = cc
CFLAGS = -O2 -g
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wcast-qual -Wformat=2 -Wvla -Wundef -Wpointer-arith $(WERROR)
HARDEN = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
LINK_HARDEN = -pie -Wl,-z,relro,-z,now
CPPFLAGS_ALL = -D_POSIX_C_SOURCE=200809L -Ilib -I$(BUILD)/gen \
	-DTSOP_VERSION='"$(VERSION)"' -DTSOP_DATADIR='"$(datadir)"' $(CPPFLAGS)
CFLAGS_ALL = -std=c11 $(WARNINGS) $(HARDEN) -ffile-prefix-map=$(CURDIR)=. $(CFLAGS)

# Looked up when the first recipe needs it: `make deps` may install them in the same run.
PKGS = jansson nettle libidn2
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(PKGS)))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PKGS)))$(PKG_LIBS)
LIBS = $(PKG_LIBS) -lcsv -lunistring -lm

TOOLS = $(notdir $(wildcard cmd/tsop-*))
LIB_SRC = $(wildcard lib/*/*.c)
LIB_OBJ = $(LIB_SRC:%.c=$(BUILD)/%.o)
CMD_OBJ = $(patsubst %.c,$(BUILD)/%.o,$(wildcard cmd/*/*.c))
BINS = $(TOOLS:%=$(BUILD)/bin/%)
GEN = $(BUILD)/gen/municipalities.inc $(BUILD)/gen/columns-da.inc
CATALOG = $(BUILD)/share/locale/da/LC_MESSAGES/tsop.mo

include tests/tests.mk

all: $(BINS) $(CATALOG) $(BUILD)/share/tsop

# With `make deps ...` nothing is built before the packages are there.
$(LIB_OBJ) $(CMD_OBJ) $(GEN) $(CATALOG): | $(filter deps,$(MAKECMDGOALS))

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_ALL) $(PKG_CFLAGS) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(BUILD)/libtsop.a: $(LIB_OBJ)
	@rm -f $@
	ar rcD $@ $(LIB_OBJ)

.SECONDEXPANSION:
$(BINS): $(BUILD)/bin/%: $$(patsubst %.c,$(BUILD)/%.o,$$(wildcard cmd/$$*/*.c)) $(BUILD)/libtsop.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(LINK_HARDEN) $(LDFLAGS) -o $@ $^ $(LIBS)

# The tables of share/ become C initializers.
$(BUILD)/lib/people/municipality.o: $(BUILD)/gen/municipalities.inc
$(BUILD)/gen/municipalities.inc: share/municipalities.csv share/municipalities.awk
	@mkdir -p $(@D)
	awk -f share/municipalities.awk share/municipalities.csv > $@
$(BUILD)/lib/record/columns.o: $(BUILD)/gen/columns-da.inc
$(BUILD)/gen/columns-da.inc: share/columns-da.csv share/text.awk
	@mkdir -p $(@D)
	awk -f share/text.awk share/columns-da.csv > $@

$(CATALOG): share/locale/da.po
	@mkdir -p $(@D)
	msgfmt --check -o $@ $<
# What an installed share/tsop holds: with XDG_DATA_DIRS=$(BUILD)/share the tools run as installed.
$(BUILD)/share/tsop:
	@mkdir -p $(@D)
	ln -sfn $(CURDIR)/share $@

clean:
	rm -rf $(BUILD)

.PHONY: all clean
-include $(LIB_OBJ:.o=.d) $(CMD_OBJ:.o=.d)

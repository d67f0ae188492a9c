# From share/municipalities.csv to the rows that lib/people/municipality.c includes, each as
# MUNICIPALITY(code, name, ..., landmass, key of the name, key of the town).
# Coordinates become integers of 1e-5 degrees. The landmass follows the code: 01xx to 0400
# are Sjælland with the islands east of the Great Belt, 0410 to 0492 Fyn, the rest Jylland.

BEGIN { FS = "," }

function degrees(text,   parts)
{
	split(text, parts, ".")
	return parts[1] * 100000 + substr(parts[2] "00000", 1, 5)
}

# As make_key() there makes it: lower case, å as aa, a hyphen as a blank.
function key(name)
{
	name = tolower(name)
	gsub(/Æ/, "æ", name)
	gsub(/Ø/, "ø", name)
	gsub(/Å|å/, "aa", name)
	gsub(/-/, " ", name)
	return name
}

NR > 1 {
	landmass = $1 <= "0400" ? "TSOP_SJAELLAND" : $1 <= "0492" ? "TSOP_FYN" : "TSOP_JYLLAND"
	printf "MUNICIPALITY(\"%s\", \"%s\", \"%s\", %d, \"%s\", %d, %d, %d, %d, %s, \"%s\", \"%s\")\n",
		$1, $2, $3, $4, $5, degrees($6), degrees($7), $8, $9, landmass, key($2), key($5)
}

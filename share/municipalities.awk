# From share/municipalities.csv to the rows of the table in lib/people/municipality.c.
# Coordinates become integers of 1e-5 degrees. The landmass follows the code: 01xx to 0400
# are Sjælland with the islands east of the Great Belt, 0410 to 0492 Fyn, the rest Jylland.

BEGIN { FS = "," }

function degrees(text,   parts)
{
	split(text, parts, ".")
	return parts[1] * 100000 + substr(parts[2] "00000", 1, 5)
}

NR > 1 {
	landmass = $1 <= "0400" ? "TSOP_SJAELLAND" : $1 <= "0492" ? "TSOP_FYN" : "TSOP_JYLLAND"
	printf "{ \"%s\", \"%s\", \"%s\", %d, \"%s\", %d, %d, %d, %d, %s },\n",
		$1, $2, $3, $4, $5, degrees($6), degrees($7), $8, $9, landmass
}

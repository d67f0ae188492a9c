#!/bin/sh
# tsop-allocate explain: each sentence, in both languages.
. "$(dirname "$0")/tap.sh"
now=2019-06-24T08:00:00Z

# By hand: 470 160 159 156.7 94 67.1 are the six greatest quotients by 1, 3, 5 ..., then 53.3 53 52.2. White's and Blue's
# thirds pass 67.1 from 202 on, Red's ninth passes Blue's 159 from 1432 on.
cat >key.csv <<'END'
claimant,votes
Red,470
White,160
Blue,159
END
explain() { tsop-allocate explain --seats 6 -k key.csv --key-column votes --now "$now" "$@"; }
run "seats, in English" 0 explain --lang en --format text
out_is "seats, in English" <<'END'
Blue got 1 seat: 1 by the key at rank 3 of 6. One more would need 27.05 % more weight or 2 more to give in all.
Red got 4 seats: 4 by the key, the last at rank 6 of 6. One more would need 204.69 % more weight or 3 more to give in all.
White got 1 seat: 1 by the key at rank 2 of 6. One more would need 26.25 % more weight or 1 more to give in all.
END
run "as records, in Danish" 0 explain --of Red
out_is "as records, in Danish" <<'END'
{"type":"explanation","v":1,"allocation":"7ea705c2cf58a683","claimant":"Red","lang":"da","text":"Red har fået 4 pladser: 4 efter nøglen, den sidste som nr. 6 af 6. Én mere ville kræve 204,69 % større vægt, eller at der i alt var 3 mere at fordele."}
END
ok "the id is that of the result" sh -c "
	tsop-allocate seats --seats 6 -k key.csv --key-column votes --now $now | grep -q '\"id\":\"7ea705c2cf58a683\"'"

# 6.5 6.5 1.5 of 14.5 and 3 seats: quotas 1.344 1.344 0.310.
printf 'claimant,n\na,6.5\nb,6.5\nc,1.5\n' >quota.csv
run "quotas of largest remainder" 0 tsop-allocate explain --seats 3 -k quota.csv --key-column n \
	--method largest-remainder --seed s --lang en --format text
out_is "quotas of largest remainder" <<'END'
a got 2 seats: 2 by the key, of them 1 by lot, the quota is 1.344. One more would need 447.70 % more weight or 3 more to give in all.
b got 1 seat: 1 by the key, the quota is 1.344, not drawn for one more. One more would need 1.54 % more weight or 1 more to give in all.
c got no seat: none by the key, the quota is 0.310. One more would need 13.34 % more weight or 2 more to give in all.
END

# Who has its cap is told so, instead of a quota that the others have by it.
printf 'claimant,n,most\na,1651,2\nb,3,9\nc,2,0\n' >capped.csv
capped() { tsop-allocate explain --seats 4 -k capped.csv --key-column n --cap-column most --format text "$@"; }
run "caps" 0 capped --lang en --method largest-remainder
out_is "caps" <<'END'
a got 2 seats: 2 by the key. It can get no more.
b got 2 seats: 2 by the key, the quota is 2.000. One more would need 91633.34 % more weight or 1 more to give in all.
c got no seat. It can get no more.
END
run "caps, in Danish" 0 capped --of a
out_is "caps, in Danish" <<'END'
a har fået 2 pladser: 2 efter nøglen, den sidste som nr. 2 af 4. Flere kan den ikke få.
END

run "an id that is not there" 2 explain --of Green
echo "tsop-allocate: --of: expected claimants or enrollments that are there, not 'Green'" | err_is "an id that is not there"

# One course with two places, one with one. e1 and e2 are of Ballerup (2 seats), e3 and e4 of Gentofte (1 seat).
cat >courses.csv <<'END'
id,round,title,place,capacity,sessions,opens,closes,audience
k-aalborg,k,Course,Aalborg,2,2019-09-09 09:00-16:00,2019-05-01 09:00,2019-06-21 12:00,all
k-kolding,k,Course,Kolding,1,2019-09-10 09:00-16:00,2019-05-01 09:00,2019-06-21 12:00,all
END
cat >people.jsonl <<'END'
{"type":"enrollment","v":1,"id":"e1","state":"applied","since":"2019-05-02T08:00:00Z","round":"k","municipality":"0151","wishes":["k-kolding","k-aalborg"],"received":"2019-05-02T08:00:00Z","name":"Ada Test","email":"ada@example.org"}
{"type":"enrollment","v":1,"id":"e2","state":"applied","since":"2019-05-02T08:00:01Z","round":"k","municipality":"0151","wishes":["k-kolding"],"only_wishes":true,"received":"2019-05-02T08:00:01Z","name":"Bo Test","email":"bo@example.org"}
{"type":"enrollment","v":1,"id":"e3","state":"applied","since":"2019-05-02T08:00:02Z","round":"k","municipality":"0157","wishes":[],"received":"2019-05-02T08:00:02Z","name":"Cy Test","email":"cy@example.org"}
{"type":"enrollment","v":1,"id":"e4","state":"applied","since":"2019-05-02T08:00:03Z","round":"k","municipality":"0157","wishes":["k-kolding"],"received":"2019-05-02T08:00:03Z","name":"Di Test","email":"di@example.org"}
END
printf 'code,n\n0151,20\n0157,10\n' >two.csv
people() { tsop-allocate explain -c courses.csv -k two.csv --key-column n --seed s --now "$now" --format text "$@" people.jsonl; }
run "people, in English" 0 people --lang en
out_is "people, in English" <<'END'
Ballerup got 2 seats: 1 guaranteed; 1 by the key at rank 1 of 1. Everybody who applied has a seat.
Gentofte got 1 seat: 1 guaranteed; none by the key. One more would need 110.00 % more weight or 1 more to give in all.
e1: a place on the course in Aalborg, wish 2. Ballerup has a seat for everybody who applied. Not Kolding: its one place is taken; you are number 2 on its list.
e2: a place on the course in Kolding, wish 1. Ballerup has a seat for everybody who applied.
e3: a place on the course in Aalborg, no wishes, 366.1 km away. Number 1 of 2 in Gentofte, which has 1 to give, by the municipality's priority, then by when they applied, then by lot.
e4: on the waiting list as number 1 of Gentofte. Number 2 of 2 in Gentofte, which has 1 to give, by the municipality's priority, then by when they applied, then by lot. Not Kolding: its one place is taken; you are number 1 on its list.
END
run "people, in Danish" 0 people --of e1,e4
out_is "people, in Danish" <<'END'
e1: plads på kurset i Aalborg, 2. ønske. Ballerup har plads til alle, der har søgt. Ikke Kolding: den ene plads er taget; du er nr. 2 på ventelisten.
e4: på venteliste som nr. 1 i Gentofte. Nr. 2 af 2 i Gentofte, der har 1 til rådighed, efter kommunens prioritet, så efter hvornår der blev søgt, så efter lod. Ikke Kolding: den ene plads er taget; du er nr. 1 på ventelisten.
END

# Two who come together, and one place where they would rather be.
grep -E 'e1|e2' people.jsonl | sed 's/"wishes":[^]]*]/"wishes":["k-kolding","k-aalborg"]/; s/,"only_wishes":true//; s/}$/,"party":"car"}/' >car.jsonl
party() { # MECHANISM LANG
	tsop-allocate explain -c courses.csv -k two.csv --key-column n --seed s --now "$now" --format text \
		--mechanism "$1" --lang "$2" --guarantee 0 --of e2 car.jsonl
}
for mechanism in min-cost deferred-acceptance boston; do
	run "a party by $mechanism, in English" 0 party $mechanism en
	case $mechanism in
	min*) why='its free places are too few for your party of 2' ;;
	def*) why='those who come before you in the order left too few places for your party of 2' ;;
	*) why='when your turn came it had too few places for your party of 2' ;;
	esac
	out_is "a party by $mechanism, in English" <<END
e2: a place on the course in Aalborg, wish 2. Ballerup has a seat for everybody who applied. Not Kolding: $why; you are number 2 on its list.
END
	run "a party by $mechanism, in Danish" 0 party $mechanism da
	case $mechanism in
	min*) why='de ledige pladser er for få til jeres gruppe på 2' ;;
	def*) why='de, der står før jer i rækkefølgen, levnede for få pladser til jeres gruppe på 2' ;;
	*) why='da turen kom til jer, var der for få pladser til jeres gruppe på 2' ;;
	esac
	out_is "a party by $mechanism, in Danish" <<END
e2: plads på kurset i Aalborg, 2. ønske. Ballerup har plads til alle, der har søgt. Ikke Kolding: $why; du er nr. 2 på ventelisten.
END
done
# Whose label nobody else of the municipality has is told what is told to people alone.
sed 's/"party":"car"}$/"party":"other"}/; 1s/"other"/"car"/' car.jsonl >single.jsonl
run "single labels" 0 tsop-allocate explain -c courses.csv -k two.csv --key-column n --seed s --now "$now" --format text \
	--lang en --guarantee 0 --of e1 single.jsonl
out_is "single labels" <<'END'
e1: a place on the course in Aalborg, wish 2. Ballerup has a seat for everybody who applied. Not Kolding: its one place is taken; you are number 1 on its list.
END
ok "no name and no address" test -z "$(grep -E 'Test|example' "$T/.out")"
printf 'claimant,n\na,1\nb,1\n' >equal.csv
run "a draw that is needed goes before" 1 tsop-allocate explain --seats 1 -k equal.csv --key-column n
out_is "a draw that is needed goes before" <<'END'
{"type":"draw","v":1,"for":"seats","tied":["a","b"],"number":1,"why":"2 claimants are equal by the key for the last seat"}
END

by_name() { people --lang en --of "$1"; }
for name in 0151 151 Ballerup ' Ballerup Kommune'; do
	run "by code or name: '$name'" 0 by_name "$name"
	echo 'Ballerup got 2 seats: 1 guaranteed; 1 by the key at rank 1 of 1. Everybody who applied has a seat.' |
		out_is "by code or name: '$name'"
done
run "a municipality that is no claimant" 2 by_name Kolding
echo "tsop-allocate: --of: expected claimants or enrollments that are there, not 'Kolding'" |
	err_is "a municipality that is no claimant"

# One of a thing is not told as many.
printf 'id,round,title,place,capacity\nk,r1,K,Kolding,1\na,r1,A,Aalborg,2\n' >single.csv
printf 'code,n\n621,30\n851,10\n' >two.csv
printf 'id,state,ref,round,municipality,wishes,received,party\n%s%s%s%s' \
	"e1,applied,1,r1,0621,k,2019-05-01T10:00:00Z,
" "e2,applied,2,r1,0621,k,2019-05-02T10:00:00Z,
" "e3,applied,3,r1,0851,a,2019-05-03T10:00:00Z,P
" "e4,applied,4,r1,0851,a,2019-05-03T10:00:00Z,P
" >few.csv
few() { # OPTIONS...
	tsop-allocate explain -c single.csv -k two.csv --key-column n --guarantee 0 --format text "$@"
}
run "one before you" 0 few --mechanism serial-dictatorship --of e2,e3 --lang en few.csv
out_is "one before you" <<'END'
e2: a place on the course in Aalborg, not wished for, 175.4 km away. Kolding has a seat for everybody who applied. Not Kolding: somebody comes before you in the order and took the one place; you are number 3 on its list.
e3: on the waiting list as number 1 of Aalborg. Number 1 of 2 in Aalborg, which has 1 to give, by the municipality's priority, then by when they applied, then by lot. The party of 2 did not fit into the one seat that was left. Not Aalborg: it has free places; you are number 1 on its list.
END
run "one before you, in Danish" 0 few --mechanism serial-dictatorship --of e2,e3 few.csv
out_is "one before you, in Danish" <<'END'
e2: plads på kurset i Aalborg, ikke ønsket, 175,4 km væk. Kolding har plads til alle, der har søgt. Ikke Kolding: en anden står før dig i rækkefølgen og har taget den ene plads; du er nr. 3 på ventelisten.
e3: på venteliste som nr. 1 i Aalborg. Nr. 1 af 2 i Aalborg, der har 1 til rådighed, efter kommunens prioritet, så efter hvornår der blev søgt, så efter lod. Gruppen på 2 kunne ikke være på den ene plads, der var tilbage. Ikke Aalborg: der er ledige pladser; du er nr. 1 på ventelisten.
END
{ cat few.csv; echo "e5,applied,5,r1,0851,a,2019-05-04T10:00:00Z,"; } >behind.csv
run "behind a party that does not fit" 0 few --of e5 --seed s --lang en behind.csv
out_is "behind a party that does not fit" <<'END'
e5: a place on the course in Aalborg, wish 1. Number 3 of 3 in Aalborg, which has 1 to give, by the municipality's priority, then by when they applied, then by lot. Before you somebody was passed over: a party that did not fit into the seats that were left, or one for whom no course had room.
END
sed '/^e[34]/d' few.csv >alone.csv
run "one place in a round" 0 few --mechanism boston --of e2 --lang en alone.csv
out_is "one place in a round" <<'END'
e2: a place on the course in Aalborg, not wished for, 175.4 km away. Kolding has a seat for everybody who applied. Not Kolding: its one place was taken before your turn came; you are number 1 on its list.
END
run "no seat, and one more in all" 0 few --seats 1 --of 0851 few.csv
out_is "no seat, and one more in all" <<'END'
Aalborg har ikke fået nogen plads: ingen efter nøglen. Én mere ville kræve 210,00 % større vægt, eller at der i alt var 2 mere at fordele.
END

# A course with room, and no seat for it; and one that has no places at all.
printf 'id,round,title,place,capacity\nk,r1,K,Kolding,2\na,r1,A,Aalborg,2\ns,r1,S,Slagelse,0\n' >room.csv
printf 'id,state,course,ref,round,municipality,wishes,received,party\n%s%s%s' \
	"e1,enrolled,k,1,r1,0621,a|k,2019-05-01T10:00:00Z,P
" "e2,applied,,2,r1,0621,s|a|k,2019-05-02T10:00:00Z,P
" "e3,applied,,3,r1,0851,a|k,2019-05-03T10:00:00Z,
" >room-people.csv
room() { tsop-allocate explain -c room.csv -k two.csv --key-column n --guarantee 0 --seats 1 --format text "$@" room-people.csv; }
run "room, and no seat" 0 room --of e1,e2,e3 --lang en
out_is "room, and no seat" <<'END'
e1: a place on the course in Kolding, wish 2, enrolled before.
e2: on the waiting list as number 1 of Kolding. Number 1 of 1 in Kolding, which has 0 to give, by the municipality's priority, then by when they applied, then by lot. Others of your party are on the course in Kolding, and a party is together. Not Slagelse: it has no places. Not Kolding: it has free places, but Kolding has no seat for you; you are number 1 on its list.
e3: on the waiting list as number 1 of Aalborg. Number 1 of 1 in Aalborg, which has 0 to give, by the municipality's priority, then by when they applied, then by lot. Not Aalborg: it has free places, but Aalborg has no seat for you; you are number 1 on its list. Not Kolding: it has free places, but Aalborg has no seat for you; you are number 2 on its list.
END
sed -i 's/,P$/,/' room-people.csv
run "room, and no seat, in Danish" 0 room --of e1,e3
out_is "room, and no seat, in Danish" <<'END'
e1: plads på kurset i Kolding, 2. ønske, tilmeldt i forvejen. Ikke Aalborg: der er ledige pladser, men du var tilmeldt i forvejen; du er nr. 3 på ventelisten.
e3: på venteliste som nr. 1 i Aalborg. Nr. 1 af 1 i Aalborg, der har 0 til rådighed, efter kommunens prioritet, så efter hvornår der blev søgt, så efter lod. Ikke Aalborg: der er ledige pladser, men Aalborg har ingen til dig; du er nr. 2 på ventelisten. Ikke Kolding: der er ledige pladser, men Aalborg har ingen til dig; du er nr. 2 på ventelisten.
END

# Two courses in one place are told apart.
printf 'id,round,title,place,capacity\nk1,r1,K,Kolding,1\nk2,r1,K,Kolding,1\na,r1,A,Aalborg,1\n' >twice.csv
printf 'id,state,ref,round,municipality,wishes,received\n%s%s' \
	"e1,applied,1,r1,0621,k1|k2,2019-05-01T10:00:00Z
" "e2,applied,2,r1,0621,k1|k2,2019-05-02T10:00:00Z
" >twice-people.csv
run "two courses in one place" 0 tsop-allocate explain -c twice.csv -k two.csv --key-column n --guarantee 0 --seed s \
	--format text --lang en --of e1,e2 twice-people.csv
out_is "two courses in one place" <<'END'
e1: a place on the course in Kolding (k1), wish 1. Kolding has a seat for everybody who applied.
e2: a place on the course in Kolding (k2), wish 2. Kolding has a seat for everybody who applied. Not Kolding (k1): its one place is taken; you are number 1 on its list.
END

# Kolding runs for e1 if one more is there: e4, who is nearer than e3.
printf 'id,round,title,place,capacity,minimum\nk,r1,K,Kolding,3,2\na,r1,A,Aalborg,4,\n' >needed.csv
printf 'id,state,ref,round,municipality,wishes,received,only_wishes\n%s%s%s' \
	"e1,applied,1,r1,0621,k,2019-05-01T10:00:00Z,ja
" "e3,applied,3,r1,0851,a,2019-05-03T10:00:00Z,
" "e4,applied,4,r1,0621,a,2019-05-03T10:00:00Z,
" >lacking.csv
lacking() { tsop-allocate explain -c needed.csv -k two.csv --key-column n --format text "$@" lacking.csv; }
run "needed for a minimum" 0 lacking --lang en --of e3,e4
out_is "needed for a minimum" <<'END'
e3: a place on the course in Aalborg, wish 1. Aalborg has a seat for everybody who applied.
e4: a place on the course in Kolding, not wished for, 0.0 km away. Kolding has a seat for everybody who applied. Not Aalborg: it has free places, but Kolding needs at least 2 people to run; you are number 1 on its list.
END
run "needed for a minimum, in Danish" 0 lacking --of e4
out_is "needed for a minimum, in Danish" <<'END'
e4: plads på kurset i Kolding, ikke ønsket, 0,0 km væk. Kolding har plads til alle, der har søgt. Ikke Aalborg: der er ledige pladser, men Kolding skal have mindst 2 deltagere for at blive gennemført; du er nr. 1 på ventelisten.
END
sed -i '/^e4/d; s/,a,/,,/' lacking.csv
run "needed for a minimum, without wishes" 0 lacking --of e3 --lang en
out_is "needed for a minimum, without wishes" <<'END'
e3: a place on the course in Kolding, no wishes, 175.4 km away. Aalborg has a seat for everybody who applied. Not Aalborg: it has free places, but Kolding needs at least 2 people to run.
END
finish

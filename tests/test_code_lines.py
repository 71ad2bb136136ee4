"""Which lines look like program text, and which of text do not, though they have brackets, colons or equals signs."""

from __future__ import annotations

import pytest

from copydesk.reading.text.code_lines import Likeness, is_running, is_typed, likeness

CERTAIN = r"""
x = half(4);
});
total += 1
total := 1
port = 8080
zone = "Europe/Oslo"
servers = ["a.example", "b.example"]
DATA_DIRS="/opt/share:${DATA_DIRS}"
export PATH=$PATH:/opt
const total = sum(list);
let total = 4;
int i = 0;
tax = price * rate / 2;
self.x = 4
beds[4] = north
boats <- read.csv("a.csv")
openBoats = north
is_open = true
$x = 4;
int flags;
__s32 fd;
unsigned char handle[4];
const char *name;
char *test="aoeu";
i++;
#include <stdio.h>
#define MAX 4
#endif
#!/bin/sh
import os.path
import numpy as np
from os import *
from a import open_boat
import { a } from "b"
import java.util.*;
using System;
def half(n):
def half (n):
async def half(n):
class Boat(Animal):
class Boat {
fn main() {
void test(const char **b){
printf ("%s\n", boat);
XShmDetach (display, shminfo);
cerr << "Hello world!\n";
if (a == b) {
if [ -d /opt/share ]; then
if (open) {
if open[4]:
for i in range(4):
while (open) {
return boats[4]
return ':'.join(p)
raise ValueError("a")
yield name, float(value)
print("a")
echo "$x"
tally.start(4)
wait()
wait();
console.log(a, b);
@app.route("/a")
<li>A boat and a bell</li>
<limit name="auth">5000</limit>
</config>
<!-- two boats and a bell -->
<?php
"name": "Ana",
"age": 4
"Beds": [
SELECT name, age FROM boats
SELECT * FROM BOATS;
INSERT INTO boats VALUES (1);
CREATE TABLE boats (id int);
UPDATE boats SET age = 4
DELETE FROM boats
$ make all
$ ./configure && make
ana@mail:~/work$ make all
C:\Users> dir
mysql> select 1;
In [4]: half(4)
>>> half(4)
>>> boats
pip install --upgrade tally
pip install tally boats mills weirs
sudo apt install tally
git clone https://tally.example/a.git
git add .
git checkout ./a
git show north/boats.txt
docker run -it tally sh
python script.py
make test=1
"""

MAYBE = r"""
x = half(4)
E = m c
1 cup = 240 ml
km = kilometre
pH = 7
Total = 45
El precio = 45 euros
speed = distance / time
tax = price * rate
tally-all = some
for each in boats:
for those in need:
if so:
while not open:
class Boat:
@anaruiz
import duties
from os import path
from os import path, sep
return home;
return half(n)
goto err;
end
done
else:
do:
}
[clock]
[remote "origin"]
// two boats and a bell, all in a row
/* two boats */
<ana>
<ul>
half(n)
Smith(2003)
mount(8).
child(ren)
Mühle (4)
Aña = [4];
B=bus; T=train;
A = adult; C = child;
again (see the child(ren));
again (no. 4);
FROM boats
"""

NONE = r"""
The town is quiet: nobody came.
It rained.
Die Stadt (am Fluss) ist still;
la ville (vieille) dort;
Preis: 40 Euro/Monat
for the poor:
for those in peril (at sea);
with love (and salt):
with them (Ana & Jo):
for _that_ reason:
from Ana (with love)
import/export
let go (at last)
let us go;
final score (4)
public houses (four);
O bell, (my own);
Away (away), away;
long gone;
see fig. 4(b);
see fig. 4(b) and 5(c);
interface design (2):
3 > 2;
Smith(2003), Meier(2004)
ls(1), cat(1), tac(1)
P(A) = P(B)
#rain #lima
# The bell
-- Ana Ruiz
- north: twelve beds
2. otherwise, refs/<name> if it_exists;
a) the lamp (1_2);
(iv) the lamp (1_2);
[4] Ruiz, A. (1_2);
{3} And so (it_was);
* open(4);
[Laughter]
[to Ana]
FROM THE EDITOR
FROM OUR OWN CORRESPONDENT
WHERE ARE THEY NOW
SELECT COMMITTEE MEETS
UPDATE 1-Oil falls
Update: the mayor
"Heat": four stars
"The Owl", a play
$ 40
$ million
$ per barrel
$40 a month
make sure you install it
make do and mend
make way.
git clone, git fetch and git pull, but not git push, will accept
python hunters/trappers of the year
node one
Instead  of  saying  --tags=no,  use  --extras=-f
<ana> it rained
<ana> hello there all you people
<rev>^{tag} can be used to see that
<p>This is a paragraph with words in it</p>
<i>Ana</i> went to the town and said nothing
<ana@mail.example>
https://a.example/b?c=d
ana@mail.example
Date: 4 May
2 + 2 = 4
x + y = 4
12.4  13.5  15.2
4 Mill Street
>>> It rained (twice).
1. e4 e5; 2. Nf3
A boat (4,3);
*emphasis* and (so on);
_Enter two, (with lamps);_
ANA [aside]: So be it;
use: rain;
...
"""

LINES = [
    (line, rank)
    for rank, table in ((Likeness.CERTAIN, CERTAIN), (Likeness.MAYBE, MAYBE), (Likeness.NONE, NONE))
    for line in table.strip().split("\n")
]


@pytest.mark.parametrize(("line", "rank"), LINES, ids=[line for line, _ in LINES])
def test_likeness(line: str, rank: Likeness) -> None:
    assert likeness(line) is rank
    assert likeness(f"    {line}  ") is rank


def test_the_longest_line() -> None:
    line = "xy = [" + "4, " * 77 + "4];"
    assert len(line) == 240
    assert likeness(line) is Likeness.CERTAIN
    assert likeness(line.replace("4]", "44]")) is Likeness.NONE


def test_a_blank_line() -> None:
    assert likeness("  ") is Likeness.NONE


@pytest.mark.parametrize(
    ("line", "running"),
    [
        ("    the boat and bell", True),
        ("    the boat and 4", False),
        ("the  boat,   and a bell rang", True),
        ("the    boat    and    bell", False),
        ("boats = 'the boat and bell'", False),
        ('boats = "the boat and bell"', False),
        ("boats = 'the boat and bell", True),
        ("It rained.", True),
        ("It = 4!", True),
        ("it = 4.", False),
        ("It = 4", False),
        ("4 " * 118 + "the boat and bell", False),
        ("4 " * 111 + "the boat and bell", True),
    ],
)
def test_running_text(line: str, *, running: bool) -> None:
    assert is_running(line) == running


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("$ ls", True),
        ("$ bilge", False),
        ("$ a head", False),
        ("$ ana", True),
        ("$ Ana", False),
        (">>> ana", True),
        (">>> ana.pell", True),
        (">>> ana pell", False),
        (">>> half(4)", True),
        (">>half(4)", False),
        ("psql> select", True),
        ("ana> hi", False),
        ("PS C:\\a> dir", True),
        ("C:\\a", False),
    ],
)
def test_what_was_typed(line: str, *, typed: bool) -> None:
    assert is_typed(line) == typed

#!/bin/sh
# Makes the fallback fonts anew: make.sh FOLDER, in which Debian's fonts-noto-core, fonts-noto-extra
# and fonts-droid-fallback are unpacked (dpkg -x) and NotoEmoji_400Regular.ttf of the npm package
# @expo-google-fonts/noto-emoji lies. Needs fonttools (pyftsubset).
set -e
from=$1 here=$(dirname "$0")
noto=$from/usr/share/fonts/truetype/noto

# subset NAME FONT OPTIONS: without hints, which print does not need.
subset() {
    name=$1 font=$2
    shift 2
    pyftsubset "$font" --output-file="$here/$name.ttf" --no-hinting --glyph-names=no \
        --drop-tables+=DSIG,vhea,vmtx,BASE,meta,STAT "$@"
}

subset NotoSansSymbols2 "$noto/NotoSansSymbols2-Regular.ttf" --layout-features='' \
    --unicodes=2190-2bff,1f650-1f67f,1f780-1f7ff,1f800-1f8ff,25cc
subset NotoSansSymbols "$noto/NotoSansSymbols-Regular.ttf" \
    --unicodes=20d0-20e2,20e4-20ff,2150-2bff,1f100-1f1e5,25cc
subset NotoSansMath "$noto/NotoSansMath-Regular.ttf" --layout-features='' \
    --unicodes=20d0-20e2,20e4-20ff,2190-23ff,27c0-27ff,2900-297f,25cc
for script in Khmer Lao Thai Cham TaiViet; do
    subset "NotoSans$script" "$noto/NotoSans$script-Regular.ttf" --unicodes='*'
done

# The first level of GB 2312 (3,755 common Han characters), kana, signs and full-width forms.
common=$(python3 - <<'P'
rows = (bytes([a, b]).decode("gb2312", "ignore") for a in range(0xB0, 0xD8) for b in range(0xA1, 0xFF))
more = [*range(0x3000, 0x3100), *range(0x3200, 0x3400), *range(0xFE10, 0xFE70), *range(0xFF00, 0xFFF0)]
print(",".join(f"{code:x}" for code in sorted({ord(sign) for sign in rows if sign} | set(more))))
P
)
subset DroidSansFallback "$from/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf" \
    --layout-features='' --unicodes="$common"

# Emoji and flags without skin tones, with the digits of keycaps, which no font before may have a
# part of; a coarser grid saves a tenth.
subset NotoEmoji "$from/NotoEmoji_400Regular.ttf" --layout-features=ccmp \
    --unicodes=1f170-1f3fa,1f400-1faff,20e3,23,2a,30-39
python3 - "$here/NotoEmoji.ttf" <<'P'
import sys
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
font = TTFont(sys.argv[1])
scale_upem(font, 512)
font.save(sys.argv[1])
P

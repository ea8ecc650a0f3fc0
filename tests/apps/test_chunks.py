from smwidgets.apps.chunks import asked_for_at_start, belonging_to, read_script


def chunk(*ids, of="webpackChunkpage", head=""):
    return f"{head}(self.{of}=self.{of}||[]).push([[{','.join(ids)}],{{}}]);"


def write(folder, **scripts):
    for name, text in scripts.items():
        (folder / f"{name.replace('_', '.')}.js").write_text(text, encoding="utf-8")


def test_a_page_starts_with_the_chunks_that_its_runtime_names(tmp_path):
    write(
        tmp_path,
        page="Promise.all([r.e(12),r.e(7)]).then(r.bind(r,1))",
        **{
            "12_page": chunk("12", head='"use strict";'),
            "9_page": chunk("9", "7", head="/*! For the licence see LICENSE.txt */\n"),
            "3_page": chunk("3"),
            "4_page": "r.e(4)",
        },
    )
    assert [path.name for path in asked_for_at_start(tmp_path / "page.js")] == ["12.page.js", "9.page.js"]


def test_of_an_extension_every_chunk_is_taken_but_not_what_another_version_left(tmp_path):
    write(
        tmp_path,
        remoteEntry_0a1b2c3d='u = {1: "aaaaaaaa", 2: "bbbbbbbb"}',
        **{
            "1_aaaaaaaa": chunk("1"),
            "1_cccccccc": chunk("1"),
            "2_bbbbbbbb": '"use strict";\n(self["rspackChunk_x"] = self["rspackChunk_x"] || []).push([["2"], {\n}]);',
            "main_bbbbbbbb": "(() => {})()",
            "style": "/* none */",
        },
    )
    found = belonging_to(tmp_path / "remoteEntry.0a1b2c3d.js")
    assert [path.name for path in found] == ["1.aaaaaaaa.js", "2.bbbbbbbb.js"]


def test_scripts_are_read_without_the_maps_to_their_sources(tmp_path):
    (tmp_path / "one.js").write_text("/*! licence */ run('ż');\n//# sourceMappingURL=data:abc", encoding="utf-8")
    assert read_script(tmp_path / "one.js") == "/*! licence */ run('ż');"

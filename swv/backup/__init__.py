"""A backup of everything that counts: the database and the files it refers to, encrypted, in one folder.

    DEST/kluis/ab/<sha256>.age            every file once, whatever number of backups refer to it
    DEST/20260302T093000Z/database.age    what pg_dump wrote, from one snapshot
                         /bestanden       which files belong to that snapshot: no content, no names that people gave
                         /manifest.age    written last: a folder without one is not a backup

The database comes first, in a snapshot; then the files that this snapshot names. Files never change once they are
stored, so what the snapshot names is what is copied, however long that takes.
"""
